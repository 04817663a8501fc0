import { beforeAll, describe, expect, it } from 'vitest'
import { anybody, arrive, euros, openLot, type Person, placeBid, refusal } from './house.ts'

let seller: Person
let ben: Person
let cleo: Person

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([arrive('Selma'), arrive('Ben'), arrive('Cleo')])
})

/** An amount and its premium of ten percent. */
const covered = (amount: number) => euros(amount * 1.1)

describe('the first bidder', () => {
  it('leads at the starting price, whatever the maximum', async () => {
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

  it('has the maximum and its premium held', async () => {
    const dora = await arrive('Dora', euros(1000))
    const lot = await openLot(seller)

    await placeBid(dora, lot, euros(300))

    const held = covered(300)
    expect(await dora.readWallet()).toMatchObject({ available: euros(1000) - held, held })
  })

  it('must reach the starting price', async () => {
    const lot = await openLot(seller)

    const problem = await refusal(placeBid(ben, lot, euros(99.99)))

    expect(problem).toMatchObject({ status: 409, code: 'bid-too-low', minimumBid: euros(100) })
  })
})

describe('a rival with the higher maximum', () => {
  it('leads at one increment above the maximum that is beaten', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(120))

    const placed = await placeBid(cleo, lot, euros(300))

    expect(placed.leading).toBe(true)
    expect(placed.lot).toMatchObject({ price: euros(125), leader: { id: cleo.id }, bidCount: 2 })
  })

  it('never pays more than the own maximum', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(120))

    const { lot: after } = await placeBid(cleo, lot, euros(122))

    expect(after).toMatchObject({ price: euros(122), leader: { id: cleo.id } })
  })

  it('frees the hold of whoever is outbid', async () => {
    const dora = await arrive('Dora', euros(1000))
    const lot = await openLot(seller)
    await placeBid(dora, lot, euros(120))

    await placeBid(cleo, lot, euros(300))

    expect(await dora.readWallet()).toMatchObject({ available: euros(1000), held: 0 })
  })
})

describe('a rival with the lower maximum', () => {
  it('drives the price and does not lead', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    const placed = await placeBid(cleo, lot, euros(180))

    expect(placed.leading).toBe(false)
    expect(placed.lot).toMatchObject({ price: euros(185), leader: { id: ben.id }, bidCount: 2 })
  })

  it('has nothing held', async () => {
    const dora = await arrive('Dora', euros(1000))
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    await placeBid(dora, lot, euros(180))

    expect(await dora.readWallet()).toMatchObject({ available: euros(1000), held: 0 })
  })

  it('loses a tie: of two equal maxima the earlier leads', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    const { leading, lot: after } = await placeBid(cleo, lot, euros(300))

    expect(leading).toBe(false)
    expect(after).toMatchObject({ price: euros(300), leader: { id: ben.id } })
  })

  it('must reach the price and its increment', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    const problem = await refusal(placeBid(cleo, lot, euros(104.99)))

    expect(problem).toMatchObject({ status: 409, code: 'bid-too-low', minimumBid: euros(105) })
  })
})

describe('whoever leads', () => {
  it('raises the own maximum by any amount, and the price stays', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    const { lot: after } = await placeBid(ben, lot, euros(300.01))

    expect(after).toMatchObject({ price: euros(100), bidCount: 2, leader: { id: ben.id } })
  })

  it('cannot lower it', async () => {
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    const problem = await refusal(placeBid(ben, lot, euros(300)))

    expect(problem).toMatchObject({ code: 'bid-too-low', minimumBid: euros(300.01) })
  })

  it('needs cover for the difference alone', async () => {
    const dora = await arrive('Dora', covered(300))
    const lot = await openLot(seller)
    await placeBid(dora, lot, euros(200))

    await placeBid(dora, lot, euros(300))

    expect(await dora.readWallet()).toMatchObject({ available: 0, held: covered(300) })
  })
})

describe('whoever leads without the means to go on', () => {
  it('is told what is missing beside what is held already', async () => {
    const dora = await arrive('Dora', covered(200))
    const lot = await openLot(seller)
    await placeBid(dora, lot, euros(150))

    const problem = await refusal(placeBid(dora, lot, euros(210)))

    expect(problem).toMatchObject({ code: 'insufficient-funds', required: covered(10) })
    expect(await dora.readWallet()).toMatchObject({ held: covered(150) })
  })
})

describe('a lot with a reserve', () => {
  it('tells whether it is met, and takes the price there once a maximum reaches it', async () => {
    const lot = await openLot(seller, { reservePrice: euros(200) })

    const below = await placeBid(ben, lot, euros(150))
    const raised = await placeBid(ben, lot, euros(250))

    expect(below.lot).toMatchObject({ price: euros(100), reserveMet: false })
    expect(raised.lot).toMatchObject({ price: euros(200), reserveMet: true })
  })
})

describe('a bid that the house does not take', () => {
  it('is one on the own lot', async () => {
    const lot = await openLot(seller)

    const problem = await refusal(placeBid(seller, lot, euros(50)))

    expect(problem).toMatchObject({ status: 403, code: 'own-lot' })
  })

  it('is one without cover, and it says what is missing', async () => {
    const dora = await arrive('Dora', euros(100))
    const lot = await openLot(seller)

    const problem = await refusal(placeBid(dora, lot, euros(100)))

    expect(problem).toMatchObject({ status: 409, code: 'insufficient-funds', required: euros(10) })
  })

  it('is one without cover even where it would not lead', async () => {
    const dora = await arrive('Dora', euros(100))
    const lot = await openLot(seller)
    await placeBid(ben, lot, euros(300))

    const problem = await refusal(placeBid(dora, lot, euros(110)))

    expect(problem).toMatchObject({ code: 'insufficient-funds', required: euros(21) })
  })

  it('changes nothing', async () => {
    const lot = await openLot(seller)
    await refusal(placeBid(ben, lot, euros(1)))

    const after = await anybody.readLot({ lotId: lot.id })

    expect(after).toEqual(lot)
  })
})

describe('the history of a lot', () => {
  it("shows every bid with the price after it, newest first, and nobody's maximum", async () => {
    const lot = await openLot(seller)
    const first = await placeBid(ben, lot, euros(311.11))
    const second = await placeBid(cleo, lot, euros(150))

    const { items, next } = await anybody.listBids({ lotId: lot.id })

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

  it('is walked page by page', async () => {
    const lot = await openLot(seller)
    for (const amount of [100, 110, 120]) await placeBid(ben, lot, euros(amount))

    const first = await anybody.listBids({ lotId: lot.id, limit: 2 })
    const second = await anybody.listBids({ lotId: lot.id, limit: 2, cursor: first.next ?? '' })

    expect(first.items).toHaveLength(2)
    expect(second.items).toHaveLength(1)
    expect(second.next).toBeNull()
    expect(second.items[0]?.seq).toBe((first.items[1]?.seq ?? 0) - 1)
  })
})

describe('twenty bids at the same moment', () => {
  it('are decided one after the other, and end where every order ends', async () => {
    const lot = await openLot(seller)
    const bidders = await Promise.all(Array.from({ length: 4 }, () => arrive('Bidder', euros(1e6))))

    const offers = Array.from({ length: 20 }, (_, index) =>
      placeBid(bidders[index % 4] ?? ben, lot, euros(1000 + index * 500)),
    )
    const answers = await Promise.allSettled(offers)

    const refused = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason] : [],
    )
    for (const reason of refused) expect(reason).toMatchObject({ code: 'bid-too-low' })
    const after = await anybody.readLot({ lotId: lot.id })
    const bidCount = answers.length - refused.length
    expect(after).toMatchObject({ bidCount, price: euros(10_100), leader: { id: bidders[3]?.id } })

    const { items } = await anybody.listBids({ lotId: lot.id, limit: 100 })
    const seqs = items.map(({ seq }) => seq)
    expect(seqs).toEqual(Array.from({ length: bidCount }, (_, index) => (seqs[0] ?? 0) - index))
    const wallets = await Promise.all(bidders.map((bidder) => bidder.readWallet()))
    expect(wallets.map(({ held }) => held)).toEqual([0, 0, 0, covered(10_500)])
  })
})
