import { setTimeout as pause } from 'node:timers/promises'
import type { LoggedFrame } from '@gavel/contracts'
import type { RoomNews } from '@gavel/contracts/watch'
import type { LotId } from '@gavel/domain'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn, emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import {
  arrive,
  bid,
  END,
  isEnd,
  listen,
  openLot,
  type Person,
  say,
  type Way,
  watch,
} from './a-room.ts'

// A room is more than thirty days old, and people come back to it with the places that they had.

let house: Awaited<ReturnType<typeof emptyHouse>>
let owner: Client
let twins: RunningTwin[]
let selma: Person
let anna: Person

/** Ways to watch: every twin over SSE, and over WebSocket where it has that. */
let ways: Omit<Way, 'after'>[]

beforeAll(async () => {
  house = await emptyHouse()
  owner = new Client({ connectionString: house.url })
  await owner.connect()
  const kinds = ['express', 'next', 'next-ws'] as const
  twins = await Promise.all(kinds.map((kind) => startTwin(kind, house.url)))
  selma = await arrive(first(), 'Selma')
  anna = await arrive(first(), 'Anna')
  ways = twins.flatMap(({ baseUrl: url }, index) => [
    { url, transport: 'sse' as const },
    ...(kinds[index] === 'next' ? [] : [{ url, transport: 'ws' as const }]),
  ])
})

afterAll(async () => {
  await Promise.all(twins.map(({ stop }) => stop()))
  await owner.end()
  await house.drop()
})

const first = (): RunningTwin => {
  const [twin] = twins
  if (!twin) throw new Error('No house')
  return twin
}

/** A room in which there was a bid, and some talk, long ago and since: its places, and what is kept. */
async function anOldRoom() {
  const [seller, bidder] = [selma.at(first()), anna.at(first())]
  const { id: lotId } = await openLot(seller)
  await bid(bidder, lotId, 200_00)
  const { seq: old } = await say(bidder, lotId, 'Long ago.')
  await say(seller, lotId, 'Since.')
  const aged = `update room_event set at = at - interval '31 days' where lot_id = $1 and seq <= $2`
  await owner.query(aged, [lotId, old])
  const { position } = await seller.readRoom({ lotId })
  const [epoch] = position.split(':')
  return { lotId, old, placeOf: (seq: number) => `${epoch}:${seq}` }
}

/** Has the log trimmed as it is every day: by the worker of a process, here of one that begins. */
async function letAProcessTrim(lotId: LotId): Promise<void> {
  const { stop } = await startTwin('express', house.url)
  const trimmed = 'select from room where lot_id = $1 and trimmed > 0'
  try {
    while ((await owner.query(trimmed, [lotId])).rowCount === 0) await pause(50)
  } finally {
    await stop()
  }
}

/**
 * Comes to a room. `rest` is what is heard from when one is in up to the end; `news` what was before.
 */
async function comeTo(way: Way, lotId: LotId) {
  const hearing = watch(way, lotId)
  const news: RoomNews['type'][] = []
  for (let isIn = false; !isIn; ) {
    const { value } = await hearing.next()
    if (!value) throw new Error('The room has closed')
    news.push(value.type)
    isIn = value.type === 'ready'
  }
  const rest = (async () => {
    const events: LoggedFrame[] = []
    for await (const one of hearing) {
      if ('seq' in one) events.push(one)
      else if (one.type === 'reset') news.push(one.type)
      if ('seq' in one && isEnd(one)) break
    }
    return events.map(({ seq }) => seq)
  })()
  return { news, rest }
}

describe('a log of which the oldest part is more than thirty days old', () => {
  it('is told anew to whoever comes from before what is kept, and then goes on', async () => {
    const { lotId, old, placeOf } = await anOldRoom()
    const seller = selma.at(first())

    await letAProcessTrim(lotId)
    const coming = await Promise.all(
      ways.flatMap((way) =>
        [0, old - 1].map((seq) => comeTo({ ...way, after: placeOf(seq) }, lotId)),
      ),
    )
    const { seq: top } = await say(seller, lotId, END)

    expect(coming).toHaveLength(10)
    for (const { news, rest } of coming) {
      expect(await rest).toEqual([top])
      expect(news).toEqual(['reset', 'ready'])
    }
    const room = await seller.readRoom({ lotId })
    expect(room.messages.map(({ text }) => text)).toEqual([END, 'Since.', 'Long ago.'])
    expect(room.bids).toHaveLength(1)
    expect(await breachesIn(house.url)).toEqual([])
  })

  it('goes on, without a hole, for whoever has all that is gone, or watches meanwhile', async () => {
    const { lotId, old, placeOf } = await anOldRoom()
    const staying = ways.map((way) => listen({ ...way, after: placeOf(old) }, lotId, isEnd))

    await letAProcessTrim(lotId)
    const coming = await Promise.all(
      ways.flatMap((way) =>
        [old, old + 1].map((seq) => comeTo({ ...way, after: placeOf(seq) }, lotId)),
      ),
    )
    const { seq: top } = await say(selma.at(first()), lotId, END)

    for (const [index, { news, rest }] of coming.entries()) {
      expect(await rest).toEqual(index % 2 === 0 ? [old + 1, top] : [top])
      expect(news).toEqual(['ready'])
    }
    for (const { events, resets } of await Promise.all(staying))
      expect([events.map(({ seq }) => seq), resets]).toEqual([[old + 1, top], 0])
    expect(await breachesIn(house.url)).toEqual([])
  })
})
