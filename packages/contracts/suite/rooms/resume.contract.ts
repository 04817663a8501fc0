import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  newUser,
  startOf,
  euros,
  openLot,
  type TestUser,
  placeBid,
  postMessage,
} from '../fixtures.ts'
import { leaveAll } from './stream.ts'
import { overBoth } from './transports.ts'

// A client reconnects with the last position that it received.

let seller: TestUser
let ben: TestUser
let cleo: TestUser

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([newUser('Selma'), newUser('Ben'), newUser('Cleo')])
})

afterEach(leaveAll)

/** A room whose log has five events, and a function that returns a position in it. */
async function openTalk() {
  const lot = await openLot(seller)
  for (const text of ['one', 'two', 'three']) await postMessage(ben, lot, text)
  const [epoch = ''] = (await startOf(lot.id)).split(':')
  return { lot, at: (seq: number, word = epoch) => `${word}:${seq}` }
}

const lastEventId = (position: string) => ({ headers: { 'Last-Event-ID': position } })

overBoth('resuming a stream', ({ open }) => {
  it('sends the events after the position and none before', async () => {
    const { lot, at } = await openTalk()

    const streams = [
      await open(lot.id, { after: at(3) }),
      await open(lot.id, lastEventId(at(3))),
      await open(lot.id, { after: at(5) }),
    ]
    const ready = await Promise.all(streams.map((stream) => stream.next()))
    const { seq } = await postMessage(ben, lot, 'four')

    const heard = await Promise.all(streams.map((stream) => stream.eventsUpTo(seq)))
    expect(heard.map((events) => events.map((event) => event.seq))).toEqual([
      [4, 5, 6],
      [4, 5, 6],
      [6],
    ])
    for (const frame of ready) expect(frame).toMatchObject({ type: 'ready', data: { top: at(5) } })
  })

  it('prefers Last-Event-ID to the query', async () => {
    const { lot, at } = await openTalk()

    const stream = await open(lot.id, { after: at(1), ...lastEventId(at(4)) })

    expect(await stream.nextOf('message-posted')).toMatchObject({ seq: 5 })
  })

  it('ignores an empty Last-Event-ID', async () => {
    const { lot, at } = await openTalk()

    const stream = await open(lot.id, { after: at(3), ...lastEventId('') })

    expect(await stream.nextOf('message-posted')).toMatchObject({ seq: 4 })
  })

  it.each([
    { case: 'of another epoch', position: (at: At) => at(3, 'zzzzzzzzzzzz') },
    { case: 'after the end of the log', position: (at: At) => at(6) },
    { case: 'with a very large number', position: (at: At) => at(9_999_999_999) },
  ])('sends reset for a position $case', async ({ position }) => {
    const { lot, at } = await openTalk()

    const stream = await open(lot.id, { after: position(at) })
    const told = [await stream.next(), await stream.next()]
    const { seq } = await postMessage(ben, lot, 'four')

    expect(told).toMatchObject([{ type: 'reset' }, { type: 'ready', data: { top: at(5) } }])
    expect(await stream.eventsUpTo(seq)).toMatchObject([{ seq: 6 }])
  })

  it.each([
    'garbage',
    '3',
    ':3',
    'abcdefgh:',
    'abcdefgh:-1',
    'abcdefgh:03',
    'ABCDEFGH:3',
    'abcdefgh:3:4',
  ])('rejects a malformed position with 400: %j', async (garbage) => {
    const { id } = await openLot(seller)

    for (const asked of [{ after: garbage }, lastEventId(garbage)])
      await expect(open(id, asked)).rejects.toMatchObject({
        status: 400,
        problem: { code: 'malformed-request' },
      })
  })
})

type At = (seq: number, word?: string) => string

overBoth('readRoom followed by a stream', ({ open }) => {
  it('misses and repeats nothing during concurrent bids and messages', async () => {
    const lot = await openLot(seller)
    const after = await startOf(lot.id)
    let isOver = false
    const noise = Promise.all([
      ...Array.from({ length: 16 }, (_, index) =>
        placeBid(index % 2 ? ben : cleo, lot, euros(100 + index * 60)).catch(() => null),
      ),
      ...Array.from({ length: 16 }, (_, index) => postMessage(seller, lot, `Lot ${index}`)),
    ]).finally(() => (isOver = true))

    const visits = []
    while (!isOver) {
      const room = await anonymous.readRoom({ lotId: lot.id })
      visits.push({ room, stream: await open(lot.id, { after: room.position }) })
    }
    await noise
    const { seq } = await postMessage(seller, lot, 'The end.')

    const all = await (await open(lot.id, { after })).eventsUpTo(seq)
    expect(visits.length).toBeGreaterThan(2)
    for (const { room, stream } of visits) {
      const position = Number(room.position.split(':')[1])
      const before = all.filter((event) => event.seq <= position)
      expect(await stream.eventsUpTo(seq)).toEqual(all.slice(position))
      expect(stream.frames.map(({ type }) => type)).not.toContain('reset')
      // readRoom and the log agree up to the position of the room.
      expect(room.bids.map((bid) => bid.seq)).toEqual(newest(before, 'bid-placed', 20))
      expect(room.messages.map((message) => message.seq)).toEqual(
        newest(before, 'message-posted', 50),
      )
      expect(room.lot.bidCount).toBe(before.filter(({ type }) => type === 'bid-placed').length)
    }
  })
})

const newest = (events: { type: string; seq: number }[], of: string, most: number): number[] =>
  events
    .filter(({ type }) => type === of)
    .map(({ seq }) => seq)
    .toReversed()
    .slice(0, most)

describe('positions of two rooms', () => {
  it('have the same epoch', async () => {
    const [one, other] = [await openTalk(), await openTalk()]

    expect(one.at(1)).toBe(other.at(1))
  })
})
