import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn, emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin, type Twin } from '../twins.ts'
import { arrive, openLot, type Person } from './a-room.ts'

// An operator ends a server while people deposit and bid through it, as fast as they can: some over
// one connection that they keep, some over a new one each time.

const CENTS = 1_00
/** Milliseconds for which the server is under load before it is told to end. */
const UNDER_LOAD = 1_000
/** Milliseconds in which a busy server has taken a line that was opened. */
const TAKEN = 500

/** They bid more often than people do. */
const MANY = { BIDS_PER_10_SECONDS: '1000000' }

let house: Awaited<ReturnType<typeof emptyHouse>>
let other: RunningTwin
let victim: RunningTwin

beforeAll(async () => {
  house = await emptyHouse()
  other = await startTwin('express', house.url, MANY)
})

afterEach(() => victim.kill())

afterAll(async () => {
  await other.stop()
  await house.drop()
})

/**
 * What was sent with a key, and what came of it: an answer, or the code of an error, and whether that
 * was on a line over which an answer had come before.
 */
type Sent = { path: string; body: string; key: string; begunAt: number } & (
  | { status: number; told: string; replayed: boolean }
  | { status: null; error: string; reused: boolean }
)
type Deed = { person: Person; path: string; body(turn: number): string; keepsLine: boolean }

async function deposits(person: Person, keepsLine: boolean): Promise<Deed> {
  const body = () => JSON.stringify({ amount: CENTS })
  return { person, path: '/api/me/wallet/deposits', body, keepsLine }
}

/** Somebody raises their own maximum on a lot of their own. */
async function bids(person: Person, keepsLine: boolean): Promise<Deed> {
  const { id: lotId } = await openLot((await arrive(other, 'Selma')).at(other))
  const body = (turn: number) => JSON.stringify({ maximum: 100_00 + turn * CENTS })
  return { person, path: `/api/lots/${lotId}/bids`, body, keepsLine }
}

async function send(
  { baseUrl }: RunningTwin,
  { path, body, key }: Pick<Sent, 'path' | 'body' | 'key'>,
  { token, agent }: { token: string; agent: Agent | false },
): Promise<Sent> {
  const begunAt = performance.now()
  const asked = { path, body, key, begunAt }
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Idempotency-Key': key,
  }
  const sending = request(new URL(path, baseUrl), { method: 'POST', headers, agent }).end(body)
  try {
    const [answer] = (await once(sending, 'response')) as [IncomingMessage]
    const replayed = answer.headers['idempotency-replayed'] === 'true'
    return { ...asked, status: answer.statusCode ?? 0, told: await text(answer), replayed }
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException
    return { ...asked, status: null, error: code, reused: sending.reusedSocket }
  }
}

/** Does it again and again, until nobody listens any more. */
async function doOn({ person, path, body, keepsLine }: Deed): Promise<Sent[]> {
  const agent = keepsLine && new Agent({ keepAlive: true, maxSockets: 1 })
  const all: Sent[] = []
  for (let turn = 1; all.at(-1)?.status !== null || isTooEarly(all); turn += 1) {
    const asked = { path, body: body(turn), key: randomUUID() }
    all.push(await send(victim, asked, { token: person.token, agent }))
  }
  if (agent) agent.destroy()
  return all
}

/** A line may break without the server being gone. */
const isTooEarly = (all: Sent[]): boolean => {
  const last = all.at(-1)
  return last?.status === null && last.error !== 'ECONNREFUSED'
}

/** Asks the other server again, with each key, what has come of it. */
async function replay(deed: Deed, all: Sent[]): Promise<void> {
  for (const sent of all) {
    const again = await send(other, sent, { token: deed.person.token, agent: false })
    expect(again.status, sent.key).toBe(201)
    if (sent.status === null || again.status === null) continue
    expect({ status: sent.status, told: sent.told }).toEqual({ status: 201, told: again.told })
    expect(again.replayed).toBe(true)
  }
}

// `next start` cuts idle lines at once, also those on which a request is on its way; ours do not.
const kinds: { kind: Twin; exit: number; cutsIdleLines: boolean }[] = [
  { kind: 'express', exit: 0, cutsIdleLines: false },
  { kind: 'next', exit: 143, cutsIdleLines: true },
  { kind: 'next-ws', exit: 0, cutsIdleLines: false },
]

describe.each(kinds)('$kind, told to end under load', ({ kind, exit, cutsIdleLines }) => {
  it('answers all that has begun, takes nothing new, and loses nothing it has told', async () => {
    victim = await startTwin(kind, house.url, MANY)
    const people = await Promise.all(Array.from({ length: 10 }, () => arrive(other, 'Anna')))
    const deeds = await Promise.all(
      people.map((person, index) =>
        index < 6 ? deposits(person, index % 2 === 0) : bids(person, index % 2 === 0),
      ),
    )
    const working = deeds.map(doOn)
    await pause(UNDER_LOAD)

    const toldAt = performance.now()
    const code = await victim.stop()
    const took = performance.now() - toldAt

    const done = await Promise.all(working)
    const unanswered = done.flat().filter((sent) => sent.status === null)
    await Promise.all(deeds.map((deed, index) => replay(deed, done[index] ?? [])))
    expect(code).toBe(exit)
    expect(took).toBeLessThan(10_000)
    expect(unanswered.filter(({ begunAt }) => begunAt < toldAt - TAKEN)).toEqual([])
    expect(unanswered.filter(({ reused }) => reused && !cutsIdleLines)).toEqual([])
    for (const [index, person] of people.slice(0, 6).entries())
      expect((await person.at(other).readWallet()).available).toBe(
        1_000_000_00 + CENTS * (done[index]?.length ?? 0),
      )
    expect(await breachesIn(house.url)).toEqual([])
  })
})
