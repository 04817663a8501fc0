import { beforeAll, describe, expect, it } from 'vitest'
import {
  anybody,
  arrive,
  consignLot,
  euros,
  inSeconds,
  openLot,
  type Person,
  placeBid,
  refusal,
  say,
} from '../house.ts'

let seller: Person
let ben: Person

beforeAll(async () => {
  ;[seller, ben] = await Promise.all([arrive('Selma'), arrive('Ben')])
})

const seqOf = ({ position }: { position: string }): number => Number(position.split(':')[1])

describe('reading a room', () => {
  it('shows the lot, what was bid and said, newest first, and where its log stands', async () => {
    const lot = await openLot(seller)
    const { bid } = await placeBid(ben, lot, euros(120))
    const [first, second] = [await say(ben, lot, 'Mine.'), await say(seller, lot, 'Not yet.')]

    const room = await anybody.readRoom({ lotId: lot.id })

    expect(room).toEqual({
      lot: await anybody.readLot({ lotId: lot.id }),
      bids: (await anybody.listBids({ lotId: lot.id })).items,
      messages: [second, first],
      watching: 0,
      position: expect.stringMatching(/^[a-z0-9]{8,32}:\d+$/),
    })
    expect(room.bids).toMatchObject([{ id: bid.id, price: euros(100) }])
    expect(seqOf(room)).toBe(second.seq)
  })

  it('of a lot that has only been scheduled shows that its log has begun', async () => {
    const { id: lotId } = await consignLot(seller)
    await seller.scheduleLot({ lotId, opensAt: inSeconds(600), closesAt: inSeconds(900) })

    const room = await anybody.readRoom({ lotId })

    expect(room).toMatchObject({
      bids: [],
      messages: [],
      watching: 0,
      lot: { status: 'scheduled' },
    })
    expect(seqOf(room)).toBe(1)
  })

  it('shows the newest 20 bids and 50 messages, and the lists have the others', async () => {
    const lot = await openLot(seller)
    for (let count = 1; count <= 21; count += 1) await placeBid(ben, lot, euros(100 + count))
    for (let count = 1; count <= 51; count += 1) await say(ben, lot, `Word ${count}`)

    const { bids, messages } = await anybody.readRoom({ lotId: lot.id })

    const { items: allBids } = await anybody.listBids({ lotId: lot.id, limit: 100 })
    const { items: allMessages } = await anybody.listMessages({ lotId: lot.id, limit: 100 })
    expect([allBids.length, allMessages.length]).toEqual([21, 51])
    expect(bids).toEqual(allBids.slice(0, 20))
    expect(messages).toEqual(allMessages.slice(0, 50))
  })

  it('of a draft is for its seller', async () => {
    const { id: lotId } = await consignLot(seller)

    const room = await seller.readRoom({ lotId })

    expect(room).toMatchObject({ lot: { id: lotId, status: 'draft' }, bids: [], messages: [] })
    expect(seqOf(room)).toBe(0)
    for (const reader of [anybody, ben])
      expect(await refusal(reader.readRoom({ lotId }))).toMatchObject({ code: 'not-found' })
  })
})
