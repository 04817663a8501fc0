import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import { arrive, beginningOf, END, isEnd, listen, openLot, say } from './a-room.ts'
import { goOn, LOSSES, type LosableHouse, losableHouse } from './losses.ts'

// The database really goes: its server is killed, or stopped, or stands still; or it says nothing any
// more, as a machine that has lost its network. People ask on, and watch.

/** Milliseconds within which a "no" must come, and a house be ready once its database is back. */
const WITHIN = { no: 3_000, ready: 5_000 }
/** How many ask at once, far more than there are connections; and how many one after the other. */
const CROWD = 200
const LATER = { people: 40, every: 100 }
/** More than the limits by which a house would refuse so many. */
const MANY = { BIDS_PER_10_SECONDS: '1000000', SIGN_UPS_PER_MINUTE: '1000000' }

let house: LosableHouse

beforeAll(async () => {
  house = await losableHouse()
})

afterEach(goOn)

afterAll(() => house.close())

type Asked = { path: string; body?: object; token?: string; key?: string }

/** What one of many gets: a status, what there is of a problem, and how long it took. */
async function ask(twin: RunningTwin, { path, body, token, key }: Asked) {
  const begun = performance.now()
  const answer = await fetch(new URL(path, twin.baseUrl), {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
      ...(key && { 'Idempotency-Key': key }),
    },
  })
  const { code } = (await answer.json()) as { code?: string }
  const again = answer.headers.get('retry-after')
  return { path, status: answer.status, code, again, took: performance.now() - begun }
}

/**
 * Somebody who has asked for a room, and what they ask for, in turn; each write with a key of its own.
 */
async function aPerson(twin: RunningTwin) {
  const [selma, anna] = [await arrive(twin, 'Selma'), await arrive(twin, 'Anna')]
  const { id: lotId } = await openLot(selma.at(twin))
  const { token } = anna
  const lot = `/api/lots/${lotId}`
  const keyed = (path: string, body: object): Asked => ({ path, body, token, key: randomUUID() })
  const asking: ((turn: number) => Asked)[] = [
    () => ({ path: '/api/lots' }),
    () => ({ path: lot, token }),
    () => ({ path: `${lot}/room` }),
    () => ({ path: '/api/me/wallet', token }),
    () => ({ path: '/api/health/ready' }),
    () => ({ path: `${lot}/events` }),
    () => keyed('/api/me/wallet/deposits', { amount: 1_00 }),
    () => keyed(`${lot}/messages`, { text: 'Anybody here?' }),
    (turn) => keyed(`${lot}/bids`, { maximum: 100_00 + turn * 1_00 }),
    () => ({ path: '/api/sessions', body: { email: 'anna@gone.test', password: 'going going' } }),
  ]
  const asked = (turn: number): Asked => asking[turn % asking.length]?.(turn) ?? { path: '/' }
  return { selma, anna, lotId, asked }
}

const kinds = [
  { kind: 'express', transports: ['sse', 'ws'] },
  { kind: 'next', transports: ['sse'] },
  { kind: 'next-ws', transports: ['sse', 'ws'] },
] as const

describe.each(kinds)('$kind, whose database', ({ kind, transports }) => {
  let twin: RunningTwin

  beforeAll(async () => {
    twin = await startTwin(kind, house.line.url, { ...MANY, LOG_LEVEL: 'silent' })
  })

  afterAll(() => twin.stop())

  const untilReady = async () => {
    while ((await ask(twin, { path: '/api/health/ready' })).status !== 200) await pause(50)
  }

  /** Asks until the answer is another than that the house cannot be reached. */
  const untilAnswered = async (asked: Asked) => {
    for (;;) {
      const answer = await ask(twin, asked)
      if (answer.status !== 503) return answer.status
      await pause(50)
    }
  }

  it.each(LOSSES)(
    '$loss, says so within three seconds, lives, and is ready within five of its return',
    async ({ take, giveBack }) => {
      const { anna, lotId, selma, asked } = await aPerson(twin)
      const after = await beginningOf(twin, lotId)
      const watching = transports.map((transport) =>
        listen({ url: twin.baseUrl, transport, after }, lotId, isEnd),
      )
      await say(anna.at(twin), lotId, 'Before.')
      const atOnce = Array.from({ length: CROWD }, (_, turn) => asked(turn))
      const later = Array.from({ length: LATER.people }, (_, turn) => asked(turn))
      const lives: Awaited<ReturnType<typeof ask>>[] = []

      await take(house)
      const noes = await Promise.all([
        ...atOnce.map((one) => ask(twin, one)),
        ...later.map(async (one, index) => {
          await pause(index * LATER.every)
          lives.push(await ask(twin, { path: '/api/health/live' }))
          return ask(twin, one)
        }),
      ])
      await giveBack(house)
      const backAt = performance.now()
      await untilReady()
      const ready = performance.now() - backAt
      const keyed = [...atOnce, ...later].filter(({ key }) => key)
      const second = await Promise.all(keyed.map(untilAnswered))
      const all = performance.now() - backAt

      for (const no of noes) {
        expect(no).toMatchObject({ status: 503, code: 'unavailable', again: '1' })
        expect(no.took, no.path).toBeLessThan(WITHIN.no)
      }
      expect(lives.filter(({ status }) => status !== 200)).toEqual([])
      expect(ready).toBeLessThan(WITHIN.ready)
      expect(all).toBeLessThan(WITHIN.ready)
      expect(second.filter((status) => status !== 201 && status !== 409)).toEqual([])
      const deposits = keyed.filter(({ path }) => path.endsWith('/deposits'))
      const { available, held } = await anna.at(twin).readWallet()
      expect(available + held).toBe(1_000_000_00 + 1_00 * deposits.length)
      const { seq: top } = await say(selma.at(twin), lotId, END)
      for (const { events, resets } of await Promise.all(watching)) {
        expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: top }, (_, i) => i + 1))
        expect(resets).toBe(0)
      }
      expect(await breachesIn(house.url)).toEqual([])
    },
  )
})
