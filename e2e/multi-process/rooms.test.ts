import { type Client, ProblemError } from '@gavel/contracts'
import type { LotId } from '@gavel/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn, emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import {
  arrive,
  beginningOf,
  bid,
  END,
  isEnd,
  listen,
  openLot,
  type Person,
  say,
  type Way,
} from './a-room.ts'

// Two processes of each twin on one database, and one room. What is done through any of them is heard
// at all of them, in the one order that the log has.

const PEOPLE = 6
const ROUNDS = 25

let house: Awaited<ReturnType<typeof emptyHouse>>
let twins: RunningTwin[]
let people: Person[]

/** Ways to watch: every process over SSE, and over WebSocket where it has that. */
let ways: Omit<Way, 'after'>[]

beforeAll(async () => {
  house = await emptyHouse()
  const kinds = ['express', 'next', 'express', 'next-ws'] as const
  twins = await Promise.all(kinds.map((kind) => startTwin(kind, house.url)))
  people = []
  for (let index = 0; index < PEOPLE; index += 1)
    people.push(await arrive(twin(index), `P${index}`))
  ways = twins.flatMap(({ baseUrl: url }, index) => [
    { url, transport: 'sse' as const },
    ...(kinds[index] === 'next' ? [] : [{ url, transport: 'ws' as const }]),
  ])
})

afterAll(async () => {
  await Promise.all(twins.map(({ stop }) => stop()))
  await house.drop()
})

const twin = (index: number): RunningTwin => {
  const found = twins[index % twins.length]
  if (!found) throw new Error('No house')
  return found
}

const person = (index: number): Person => {
  const found = people[index % PEOPLE]
  if (!found) throw new Error('Nobody')
  return found
}

const lotAt = async (where: RunningTwin) => openLot((await arrive(where, 'Selma')).at(where))

const seqsTo = (top: number) => Array.from({ length: top }, (_, index) => index + 1)

/** One bids and one talks, each through another process; answers the seq of what came of it. */
async function act(round: number, lotId: LotId): Promise<number[]> {
  const at = (index: number) => person(round + index).at(twin(round + index))
  const done = await Promise.all([
    offer(at(0), lotId, 100_00 + round * 60_00),
    offer(at(1), lotId, 110_00 + round * 60_00),
    say(at(2), lotId, `Round ${round}`).then(({ seq }) => seq),
    say(at(3), lotId, `Aye ${round}`).then(({ seq }) => seq),
  ])
  return done.filter((seq) => seq !== null)
}

/** A bid, which may come too late to be high enough. */
const offer = (bidder: Client, lotId: LotId, maximum: number): Promise<number | null> =>
  bid(bidder, lotId, maximum).then(
    (placed) => placed.bid.seq,
    (error: unknown) => {
      if (error instanceof ProblemError && error.code === 'bid-too-low') return null
      throw error
    },
  )

describe('a room that is open at two processes of each twin', () => {
  it('is heard the same at all of them, over both transports, while all bid and talk', async () => {
    const seller = person(0).at(twin(0))
    const { id: lotId } = await lotAt(twin(1))
    const after = await beginningOf(twin(2), lotId)

    const listening = ways.flatMap((way) =>
      [1, 2].map(() => listen({ ...way, after }, lotId, isEnd)),
    )
    const told: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) told.push(...(await act(round, lotId)))
    const { seq: top } = await say(seller, lotId, END)
    const heard = await Promise.all(listening)

    expect(heard).toHaveLength(14)
    for (const { events, resets } of heard) {
      expect(events.map(({ seq }) => seq)).toEqual(seqsTo(top))
      expect(events).toEqual(heard[0]?.events)
      expect(resets).toBe(0)
    }
    // Each answer that a client got is an event, and each event but the first two is an answer.
    expect([1, 2, ...told, top].toSorted((one, other) => one - other)).toEqual(seqsTo(top))
    expect(await breachesIn(house.url)).toEqual([])
  })

  it('goes on at any of them from what any other has shown, or answered', async () => {
    const { id: lotId } = await lotAt(twin(0))
    const [word] = (await beginningOf(twin(0), lotId)).split(':')

    for (let round = 0; round < 40; round += 1) {
      const author = person(round)
      const { seq } = await say(author.at(twin(round)), lotId, `Round ${round}`)
      const way = ways[round % ways.length]
      if (!way) throw new Error('No way')
      const next = listen({ ...way, after: `${word}:${seq}` }, lotId, () => true)
      const { seq: following } = await say(author.at(twin(round + 1)), lotId, 'And?')

      const { events, resets } = await next
      expect([events.map((event) => event.seq), resets]).toEqual([[following], 0])
    }
  })
})
