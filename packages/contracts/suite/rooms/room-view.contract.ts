import { beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  newUser,
  consignLot,
  euros,
  inSeconds,
  openLot,
  type TestUser,
  placeBid,
  problemOf,
  postMessage,
} from '../fixtures.ts'

let seller: TestUser
let ben: TestUser

beforeAll(async () => {
  ;[seller, ben] = await Promise.all([newUser('Selma'), newUser('Ben')])
})

const seqOf = ({ position }: { position: string }): number => Number(position.split(':')[1])

describe('readRoom', () => {
  it('returns the lot, bids and messages, newest first, and the position of the log', async () => {
    const lot = await openLot(seller)
    const { bid } = await placeBid(ben, lot, euros(120))
    const [first, second] = [
      await postMessage(ben, lot, 'Mine.'),
      await postMessage(seller, lot, 'Not yet.'),
    ]

    const room = await anonymous.readRoom({ lotId: lot.id })

    expect(room).toEqual({
      lot: await anonymous.readLot({ lotId: lot.id }),
      bids: (await anonymous.listBids({ lotId: lot.id })).items,
      messages: [second, first],
      watching: 0,
      position: expect.stringMatching(/^[a-z0-9]{8,32}:\d+$/),
    })
    expect(room.bids).toMatchObject([{ id: bid.id, price: euros(100) }])
    expect(seqOf(room)).toBe(second.seq)
  })

  it('returns position 1 for a scheduled lot', async () => {
    const { id: lotId } = await consignLot(seller)
    await seller.scheduleLot({ lotId, opensAt: inSeconds(600), closesAt: inSeconds(900) })

    const room = await anonymous.readRoom({ lotId })

    expect(room).toMatchObject({
      bids: [],
      messages: [],
      watching: 0,
      lot: { status: 'scheduled' },
    })
    expect(seqOf(room)).toBe(1)
  })

  it('returns the newest 20 bids and 50 messages', async () => {
    const lot = await openLot(seller)
    for (let count = 1; count <= 21; count += 1) await placeBid(ben, lot, euros(100 + count))
    for (let count = 1; count <= 51; count += 1) await postMessage(ben, lot, `Word ${count}`)

    const { bids, messages } = await anonymous.readRoom({ lotId: lot.id })

    const { items: allBids } = await anonymous.listBids({ lotId: lot.id, limit: 100 })
    const { items: allMessages } = await anonymous.listMessages({ lotId: lot.id, limit: 100 })
    expect([allBids.length, allMessages.length]).toEqual([21, 51])
    expect(bids).toEqual(allBids.slice(0, 20))
    expect(messages).toEqual(allMessages.slice(0, 50))
  })

  it('returns a draft to its seller only', async () => {
    const { id: lotId } = await consignLot(seller)

    const room = await seller.readRoom({ lotId })

    expect(room).toMatchObject({ lot: { id: lotId, status: 'draft' }, bids: [], messages: [] })
    expect(seqOf(room)).toBe(0)
    for (const reader of [anonymous, ben])
      expect(await problemOf(reader.readRoom({ lotId }))).toMatchObject({ code: 'not-found' })
  })
})
