import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn, emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin, type Twin } from '../twins.ts'
import { arrive, openLot, type Person } from './a-room.ts'
import { type Sent, send } from './deeds.ts'

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

/** Does it again and again, until nobody listens any more. */
async function doOn({ person, path, body, keepsLine }: Deed): Promise<Sent[]> {
  const agent = keepsLine && aLine()
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

const aLine = () => new Agent({ keepAlive: true, maxSockets: 1 })

/** Whether a server tells its clients that it will close their connections. */
const isClosing = async (baseUrl: string): Promise<boolean> => {
  const answer = await fetch(new URL('/api/health/live', baseUrl))
  return answer.headers.get('connection') === 'close'
}

/** Holds a lot as another bid would, until it is let go. */
async function holding(lotId: string) {
  const sql = new Client({ connectionString: house.url })
  await sql.connect()
  await sql.query('begin')
  await sql.query('select from lot where id = $1 for no key update', [lotId])
  const waiting = `select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  return {
    letGo: () => sql.end(),
    async someWait() {
      while ((await sql.query(waiting)).rowCount === 0) await pause(10)
    },
  }
}

// A server of ours ends with 0; `next start` with what a shell makes of a SIGTERM, 128 + 15.
const kinds: { kind: Twin; exit: number }[] = [
  { kind: 'express', exit: 0 },
  { kind: 'next', exit: 143 },
  { kind: 'next-ws', exit: 0 },
]

describe.each(kinds)('$kind, told to end under load', ({ kind, exit }) => {
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
    // `next start` closes idle connections at once: docs/differences.md.
    const cut = kind === 'next' ? [] : unanswered.filter(({ reused }) => reused)
    expect(cut).toEqual([])
    for (const [index, person] of people.slice(0, 6).entries())
      expect((await person.at(other).readWallet()).available).toBe(
        1_000_000_00 + CENTS * (done[index]?.length ?? 0),
      )
    expect(await breachesIn(house.url)).toEqual([])
  })

  it.skipIf(kind === 'next')(
    'answers requests on idle connections and bids that wait, and closes both',
    async () => {
      victim = await startTwin(kind, house.url, MANY)
      const anna = await arrive(other, 'Anna')
      const { id: lotId } = await openLot((await arrive(other, 'Selma')).at(other))
      const over = (agent: Agent) => (path: string, body: object) => {
        const asked = { path, body: JSON.stringify(body), key: randomUUID() }
        return send(victim, asked, { token: anna.token, agent })
      }
      const [kept, busy] = [over(aLine()), over(aLine())]
      await kept('/api/me/wallet/deposits', { amount: CENTS })
      const { letGo, someWait } = await holding(lotId)
      const waits = busy(`/api/lots/${lotId}/bids`, { maximum: 200_00 })
      await someWait()

      const ended = victim.stop()
      while (!(await isClosing(victim.baseUrl)));
      const late = await kept('/api/me/wallet/deposits', { amount: CENTS })
      await letGo()

      expect(late).toMatchObject({ status: 201, headers: { connection: 'close' } })
      expect(await waits).toMatchObject({ status: 201 })
      expect(await ended).toBe(exit)
      const { available, held } = await anna.at(other).readWallet()
      expect({ available, held }).toEqual({
        available: 1_000_000_00 + 2 * CENTS - 220_00,
        held: 220_00,
      })
      expect(await breachesIn(house.url)).toEqual([])
    },
  )
})
