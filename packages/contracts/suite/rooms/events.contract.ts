import { afterEach, beforeAll, expect, it } from 'vitest'
import {
  anonymous,
  newUser,
  startOf,
  consignLot,
  euros,
  inSeconds,
  openLot,
  type TestUser,
  placeBid,
  postMessage,
} from '../fixtures.ts'
import { leaveAll } from './stream.ts'
import { overBoth } from './transports.ts'

let seller: TestUser
let ben: TestUser
let cleo: TestUser

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([newUser('Selma'), newUser('Ben'), newUser('Cleo')])
})

afterEach(leaveAll)

overBoth('room events', ({ open }) => {
  it('start with ready at the current position and continue with new events', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(100))
    const { position } = await anonymous.readRoom({ lotId: lot.id })

    const stream = await open(lot.id)
    const first = await stream.next()
    const { seq } = await postMessage(ben, lot, 'Mine.')
    const [next] = await stream.eventsUpTo(seq)

    expect(first).toMatchObject({ type: 'ready', room: lot.id, data: { top: position } })
    expect(next).toMatchObject({ type: 'message-posted', seq, data: { text: 'Mine.' } })
    expect(position).toMatch(new RegExp(`:${seq - 1}$`))
  })

  it('include the complete log in order from the first position', async () => {
    const lot = await openLot(seller)
    const first = await placeBid(ben, lot, euros(300))
    const said = await postMessage(cleo, lot, 'We shall see.')
    const second = await placeBid(cleo, lot, euros(200))

    const stream = await open(lot.id, { after: await startOf(lot.id) })
    const events = await stream.eventsUpTo(second.bid.seq)

    const { opensAt, closesAt } = lot
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
    expect(events.map(({ type, at, data }) => ({ type, at, data }))).toEqual([
      { type: 'lot-scheduled', at: expect.any(String), data: { opensAt, closesAt } },
      { type: 'lot-opened', at: events[0]?.at, data: { opensAt, closesAt } },
      {
        type: 'bid-placed',
        at: first.bid.at,
        data: {
          bidder: { id: ben.id, name: 'Ben' },
          price: euros(100),
          bidCount: 1,
          minimumBid: euros(105),
          leader: { id: ben.id, name: 'Ben' },
          reserveMet: null,
          closesAt,
        },
      },
      {
        type: 'message-posted',
        at: said.at,
        data: { id: said.id, author: { id: cleo.id, name: 'Cleo' }, text: 'We shall see.' },
      },
      {
        type: 'bid-placed',
        at: second.bid.at,
        data: {
          bidder: { id: cleo.id, name: 'Cleo' },
          price: euros(210),
          bidCount: 2,
          minimumBid: euros(220),
          leader: { id: ben.id, name: 'Ben' },
          reserveMet: null,
          closesAt,
        },
      },
    ])
  })

  it('are the same for every client, without gap or repetition, during concurrent bids', async () => {
    const lot = await openLot(seller)
    const after = await startOf(lot.id)
    const early = await Promise.all([1, 2, 3].map(() => open(lot.id, { after })))

    const bids = Array.from({ length: 20 }, (_, index) =>
      placeBid(index % 2 ? ben : cleo, lot, euros(100 + index * 50)).catch(() => null),
    )
    const talk = Array.from({ length: 10 }, (_, index) => postMessage(seller, lot, `Lot ${index}`))
    const [placed] = await Promise.all([Promise.all(bids), Promise.all(talk)])
    const late = await open(lot.id, { after })

    const accepted = placed.filter((bid) => bid !== null)
    const seqs = Array.from({ length: 2 + accepted.length + 10 }, (_, index) => index + 1)
    const heard = await Promise.all(
      [...early, late].map((stream) => stream.eventsUpTo(seqs.length)),
    )
    for (const events of heard) {
      expect(events.map(({ seq }) => seq)).toEqual(seqs)
      expect(events).toEqual(heard[0])
    }
    const told = heard[0]?.filter(({ type }) => type === 'bid-placed').map(({ seq }) => seq)
    expect(told).toEqual(accepted.map(({ bid }) => bid.seq).toSorted((a, b) => a - b))
  })

  it('contain no events of other rooms', async () => {
    const [lot, other] = [await openLot(seller), await openLot(seller)]
    const stream = await open(lot.id)
    await stream.nextOf('ready')

    await placeBid(ben, other, euros(100))
    const { seq } = await postMessage(ben, lot, 'Here.')

    const events = await stream.eventsUpTo(seq)
    expect(events).toHaveLength(1)
    expect(stream.frames.every(({ room }) => room === lot.id)).toBe(true)
  })

  it('contain no maximum and no reserve', async () => {
    const lot = await openLot(seller, { reservePrice: euros(777.77) })
    const stream = await open(lot.id, { after: await startOf(lot.id) })

    await placeBid(ben, lot, euros(311.11))
    await placeBid(cleo, lot, euros(555.55))
    const { bid } = await placeBid(ben, lot, euros(999.99))
    await stream.eventsUpTo(bid.seq)

    const told = JSON.stringify(stream.frames)
    expect(told).toContain('"reserveMet":true')
    // A maximum that has lost is in the price, and so is a reserve once it is met: that is the rule.
    expect(told).not.toContain(String(euros(999.99)))
    expect(told).not.toMatch(/"(maximum|reserve|reservePrice)"/)
  })
})

overBoth('room events of a draft', ({ open }) => {
  it('are sent to its seller', async () => {
    const { id: lotId } = await consignLot(seller)
    const stream = await open(lotId, { token: seller.token })
    await stream.nextOf('ready')

    const times = { opensAt: inSeconds(600), closesAt: inSeconds(900) }
    await seller.scheduleLot({ lotId, ...times })

    expect(await stream.nextOf('lot-scheduled')).toMatchObject({ seq: 1, data: times })
  })

  it('are rejected for everybody else with 404 not-found', async () => {
    const { id: lotId } = await consignLot(seller)

    for (const token of [undefined, ben.token])
      await expect(open(lotId, token ? { token } : {})).rejects.toMatchObject({
        status: 404,
        problem: { code: 'not-found' },
      })
  })
})
