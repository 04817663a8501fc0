import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { LotId } from '@gavel/domain'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn } from '../database.ts'
import { type RunningTwin, startTwin, type Twin } from '../twins.ts'
import { arrive, beginningOf, END, isEnd, listen, openLot, type Person, say } from './a-room.ts'
import { type Sent, send } from './deeds.ts'
import { goOn, LOSSES, type LosableHouse, losableHouse } from './losses.ts'

// The database goes while people deposit, bid and talk. Whoever has an answer can rely on it. Whoever
// has none does not know what came of it, and asks again with the same key.

const CENTS = 1_00
/** How many deposit, bid and talk, each of them one thing after the other, in milliseconds. */
const EACH = 6
const EVERY = 30
const AGAIN = 200
const UNDER_LOAD = 500
const AWAY = 3_000
const WITHIN = 3_000

const MANY = { BIDS_PER_10_SECONDS: '1000000' }

let house: LosableHouse

beforeAll(async () => {
  house = await losableHouse()
})

afterEach(goOn)

afterAll(() => house.close())

/** Somebody who does one thing again and again. */
type Writer = { person: Person; path: string; body(): object }

async function writersIn(twin: RunningTwin, lotId: LotId): Promise<Writer[]> {
  const many = () => Promise.all(Array.from({ length: EACH }, () => arrive(twin, 'Anna')))
  let maximum = 100_00
  const bid = () => ({ maximum: (maximum += 10_00) })
  return [
    ...(await many()).map((person) => ({
      person,
      path: '/api/me/wallet/deposits',
      body: () => ({ amount: CENTS }),
    })),
    ...(await many()).map((person) => ({ person, path: `/api/lots/${lotId}/bids`, body: bid })),
    ...(await many()).map((person) => ({
      person,
      path: `/api/lots/${lotId}/messages`,
      body: () => ({ text: 'Going' }),
    })),
  ]
}

/** Lets all of them go on until they are told to end; answers what each of them has sent. */
function writing(twin: RunningTwin, writers: readonly Writer[]) {
  let isOver = false
  const all = writers.map(async ({ person: { token }, path, body }) => {
    const done: Sent[] = []
    while (!isOver) {
      const asked = { path, body: JSON.stringify(body()), key: randomUUID() }
      const sent = await send(twin, asked, { token, agent: false })
      done.push(sent)
      await pause(sent.status === 503 ? AGAIN : EVERY)
    }
    return done
  })
  return async () => {
    isOver = true
    return Promise.all(all)
  }
}

/** Asks with each key again, in the order in which they were sent first. */
const again = (twin: RunningTwin, writers: readonly Writer[], done: readonly Sent[][]) =>
  Promise.all(
    writers.map(async ({ person: { token } }, index) => {
      const answers: Sent[] = []
      for (const sent of done[index] ?? [])
        answers.push(await send(twin, sent, { token, agent: false }))
      return answers
    }),
  )

const toldIn = ({ status, ...sent }: Sent) => ({
  status,
  told: 'told' in sent ? sent.told : sent.error,
})

const kinds: Twin[] = ['express', 'next', 'next-ws']

describe.each(kinds)('%s, whose database', (kind) => {
  let twin: RunningTwin

  beforeAll(async () => {
    twin = await startTwin(kind, house.line.url, { ...MANY, LOG_LEVEL: 'silent' })
  })

  afterAll(() => twin.stop())

  const untilReady = async () => {
    while (!(await fetch(new URL('/api/health/ready', twin.baseUrl))).ok) await pause(50)
  }

  it.each(LOSSES)(
    '$loss while people write, has what it told, and does the rest once',
    async ({ take, giveBack }) => {
      const selma = await arrive(twin, 'Selma')
      const { id: lotId } = await openLot(selma.at(twin))
      const after = await beginningOf(twin, lotId)
      const writers = await writersIn(twin, lotId)
      const end = writing(twin, writers)
      await pause(UNDER_LOAD)

      const takenAt = performance.now()
      await take(house)
      await pause(AWAY)
      await giveBack(house)
      await untilReady()
      const done = await end()
      const second = await again(twin, writers, done)
      const third = await again(twin, writers, done)

      const [sent, retried, last] = [done.flat(), second.flat(), third.flat()]
      const unanswered = sent.filter(({ status }) => status === 503)
      expect(unanswered.length).toBeGreaterThan(EACH)
      for (const { begunAt, took } of unanswered)
        expect(begunAt + took - Math.max(begunAt, takenAt)).toBeLessThan(WITHIN)
      expect(sent.filter(({ status }) => ![201, 409, 503].includes(status ?? 0))).toEqual([])
      expect(retried.filter(({ status }) => status !== 201 && status !== 409)).toEqual([])
      const told = sent.flatMap((first, index) =>
        first.status === 503 ? [] : [{ first, second: retried[index] }],
      )
      for (const { first, second } of told)
        expect(second).toMatchObject({ ...toldIn(first), replayed: true })
      expect(last.map(toldIn)).toEqual(retried.map(toldIn))
      for (const [index, { person }] of writers.slice(0, EACH).entries())
        expect((await person.at(twin).readWallet()).available).toBe(
          1_000_000_00 + CENTS * (done[index]?.length ?? 0),
        )
      const { seq: top } = await say(selma.at(twin), lotId, END)
      const way = { url: twin.baseUrl, transport: 'sse', after } as const
      const { events } = await listen(way, lotId, isEnd)
      expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: top }, (_, i) => i + 1))
      expect(events.filter(({ type }) => type === 'message-posted')).toHaveLength(
        1 + done.slice(-EACH).flat().length,
      )
      expect(await breachesIn(house.url)).toEqual([])
    },
  )
})
