import { beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  newUser,
  euros,
  openLot,
  type TestUser,
  placeBid,
  problemOf,
} from '../fixtures.ts'

let seller: TestUser
let ben: TestUser
let cleo: TestUser

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([newUser('Selma'), newUser('Ben'), newUser('Cleo')])
})

/** An amount and its premium of ten percent. */
const covered = (amount: number) => euros(amount * 1.1)

describe('placeBid: the first bid', () => {
  it('leads at the starting price, whatever its maximum', async () => {
    const lot = await openLot(seller)

    const placed = await placeBid(ben, lot, euros(300))

    expect(placed.leading).toBe(true)
    expect(placed.bid).toMatchObject({ lotId: lot.id, maximum: euros(300) })
    expect(placed.lot).toMatchObject({
      price: euros(100),
      bidCount: 1,
      minimumBid: euros(105),
      leader: { id: ben.id, name: 'Ben' },
    })
  })

  it('holds the maximum and the premium', async () => {
    const dora = await newUser('Dora', euros(1000))
    const lot = await openLot(seller)

    await placeBid(dora, lot, euros(300))

    const held = covered(300)
    expect(await dora.readWallet()).toMatchObject({ available: euros(1000) - held, held })
  })

  it('rejects a maximum below the starting price with 409 bid-too-low', async () => {
    const lot = await openLot(seller)

    const problem = await problemOf(placeBid(ben, lot, euros(99.99)))

    expect(problem).toMatchObject({ status: 409, code: 'bid-too-low', minimumBid: euros(100) })
  })
})

describe('placeBid: a maximum above the leading maximum', () => {
  it('leads at one increment above the losing maximum', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(120))

    const placed = await placeBid(cleo, lot, euros(300))

    expect(placed.leading).toBe(true)
    expect(placed.lot).toMatchObject({ price: euros(125), leader: { id: cleo.id }, bidCount: 2 })
  })

  it('never raises the price above the winning maximum', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(120))

    const { lot: after } = await placeBid(cleo, lot, euros(122))

    expect(after).toMatchObject({ price: euros(122), leader: { id: cleo.id } })
  })

  it('releases the hold of the outbid user', async () => {
    const dora = await newUser('Dora', euros(1000))
    const lot = await openLot(seller)
    await placeBid(dora, lot, euros(120))

    await placeBid(cleo, lot, euros(300))

    expect(await dora.readWallet()).toMatchObject({ available: euros(1000), held: 0 })
  })
})

describe('placeBid: a maximum below the leading maximum', () => {
  it('raises the price and does not lead', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    const placed = await placeBid(cleo, lot, euros(180))

    expect(placed.leading).toBe(false)
    expect(placed.lot).toMatchObject({ price: euros(185), leader: { id: ben.id }, bidCount: 2 })
  })

  it('holds nothing', async () => {
    const dora = await newUser('Dora', euros(1000))
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    await placeBid(dora, lot, euros(180))

    expect(await dora.readWallet()).toMatchObject({ available: euros(1000), held: 0 })
  })

  it('loses a tie, because the earlier of two equal maxima leads', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    const { leading, lot: after } = await placeBid(cleo, lot, euros(300))

    expect(leading).toBe(false)
    expect(after).toMatchObject({ price: euros(300), leader: { id: ben.id } })
  })

  it('rejects a maximum below the price plus the increment with 409 bid-too-low', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    const problem = await problemOf(placeBid(cleo, lot, euros(104.99)))

    expect(problem).toMatchObject({ status: 409, code: 'bid-too-low', minimumBid: euros(105) })
  })
})

describe('placeBid: the leader bids again', () => {
  it('raises the maximum by any amount and keeps the price', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    const { lot: after } = await placeBid(ben, lot, euros(300.01))

    expect(after).toMatchObject({ price: euros(100), bidCount: 2, leader: { id: ben.id } })
  })

  it('rejects a maximum that does not exceed the current one', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    const problem = await problemOf(placeBid(ben, lot, euros(300)))

    expect(problem).toMatchObject({ code: 'bid-too-low', minimumBid: euros(300.01) })
  })

  it('requires funds for the difference only', async () => {
    const dora = await newUser('Dora', covered(300))
    const lot = await openLot(seller)
    await placeBid(dora, lot, euros(200))

    await placeBid(dora, lot, euros(300))

    expect(await dora.readWallet()).toMatchObject({ available: 0, held: covered(300) })
  })
})

describe('placeBid: a leader without sufficient funds', () => {
  it('returns the amount missing beside the existing hold and keeps that hold', async () => {
    const dora = await newUser('Dora', covered(200))
    const lot = await openLot(seller)
    await placeBid(dora, lot, euros(150))

    const problem = await problemOf(placeBid(dora, lot, euros(210)))

    expect(problem).toMatchObject({ code: 'insufficient-funds', required: covered(10) })
    expect(await dora.readWallet()).toMatchObject({ held: covered(150) })
  })
})

describe('placeBid: a lot with a reserve', () => {
  it('returns reserveMet and raises the price to the reserve once a maximum reaches it', async () => {
    const lot = await openLot(seller, { reservePrice: euros(200) })

    const below = await placeBid(ben, lot, euros(150))
    const raised = await placeBid(ben, lot, euros(250))

    expect(below.lot).toMatchObject({ price: euros(100), reserveMet: false })
    expect(raised.lot).toMatchObject({ price: euros(200), reserveMet: true })
  })
})

describe('placeBid: errors', () => {
  it("rejects a bid on the seller's own lot with 403 own-lot", async () => {
    const lot = await openLot(seller)

    const problem = await problemOf(placeBid(seller, lot, euros(50)))

    expect(problem).toMatchObject({ status: 403, code: 'own-lot' })
  })

  it('rejects a bid without sufficient funds with 409 insufficient-funds and the missing amount', async () => {
    const dora = await newUser('Dora', euros(100))
    const lot = await openLot(seller)

    const problem = await problemOf(placeBid(dora, lot, euros(100)))

    expect(problem).toMatchObject({ status: 409, code: 'insufficient-funds', required: euros(10) })
  })

  it('requires funds even if the bid would not lead', async () => {
    const dora = await newUser('Dora', euros(100))
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    const problem = await problemOf(placeBid(dora, lot, euros(110)))

    expect(problem).toMatchObject({ code: 'insufficient-funds', required: euros(21) })
  })

  it('does not change the lot after a rejected bid', async () => {
    const lot = await openLot(seller)
    await problemOf(placeBid(ben, lot, euros(1)))

    const after = await anonymous.readLot({ lotId: lot.id })

    expect(after).toEqual(lot)
  })
})

describe('listBids', () => {
  it('returns every bid with the price after it, newest first, without maxima', async () => {
    const lot = await openLot(seller)
    const first = await placeBid(ben, lot, euros(311.11))
    const second = await placeBid(cleo, lot, euros(150))

    const { items, next } = await anonymous.listBids({ lotId: lot.id })

    expect(items).toEqual([
      {
        id: second.bid.id,
        bidder: { id: cleo.id, name: 'Cleo' },
        price: euros(155),
        at: second.bid.at,
        seq: second.bid.seq,
      },
      {
        id: first.bid.id,
        bidder: { id: ben.id, name: 'Ben' },
        price: euros(100),
        at: first.bid.at,
        seq: first.bid.seq,
      },
    ])
    expect(second.bid.seq).toBe(first.bid.seq + 1)
    expect(next).toBeNull()
    expect(JSON.stringify([items, second.lot])).not.toContain(String(euros(311.11)))
  })

  it('returns further pages by cursor', async () => {
    const lot = await openLot(seller)
    for (const amount of [100, 110, 120]) await placeBid(ben, lot, euros(amount))

    const first = await anonymous.listBids({ lotId: lot.id, limit: 2 })
    const second = await anonymous.listBids({ lotId: lot.id, limit: 2, cursor: first.next ?? '' })

    expect(first.items).toHaveLength(2)
    expect(second.items).toHaveLength(1)
    expect(second.next).toBeNull()
    expect(second.items[0]?.seq).toBe((first.items[1]?.seq ?? 0) - 1)
  })
})

describe('placeBid: twenty concurrent bids', () => {
  it('decides them in sequence with the result that every order has', async () => {
    const lot = await openLot(seller)
    const bidders = await Promise.all(
      Array.from({ length: 4 }, () => newUser('Bidder', euros(1e6))),
    )

    const offers = Array.from({ length: 20 }, (_, index) =>
      placeBid(bidders[index % 4] ?? ben, lot, euros(1000 + index * 500)),
    )
    const answers = await Promise.allSettled(offers)

    const refused = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason] : [],
    )
    for (const reason of refused) expect(reason).toMatchObject({ code: 'bid-too-low' })
    const after = await anonymous.readLot({ lotId: lot.id })
    const bidCount = answers.length - refused.length
    expect(after).toMatchObject({ bidCount, price: euros(10_100), leader: { id: bidders[3]?.id } })

    const { items } = await anonymous.listBids({ lotId: lot.id, limit: 100 })
    const seqs = items.map(({ seq }) => seq)
    expect(seqs).toEqual(Array.from({ length: bidCount }, (_, index) => (seqs[0] ?? 0) - index))
    const wallets = await Promise.all(bidders.map((bidder) => bidder.readWallet()))
    expect(wallets.map(({ held }) => held)).toEqual([0, 0, 0, covered(10_500)])
  })
})
