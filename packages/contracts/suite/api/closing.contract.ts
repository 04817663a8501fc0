import { beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  newUser,
  untilClosed,
  euros,
  SOFT_CLOSE,
  now,
  openLot,
  type TestUser,
  placeBid,
  problemOf,
  waitFor,
} from '../fixtures.ts'

const softClose = SOFT_CLOSE

let seller: TestUser
let ben: TestUser
let cleo: TestUser

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([
    newUser('Selma', euros(0)),
    newUser('Ben'),
    newUser('Cleo'),
  ])
})

describe('a lot without bids', () => {
  it('ends unsold', async () => {
    const lot = await openLot(seller, { seconds: 1.5 })

    const after = await untilClosed(lot)

    expect(after).toMatchObject({ status: 'unsold', price: null, leader: null, minimumBid: null })
  })

  it('rejects a bid after its close with 409 lot-not-live', async () => {
    const lot = await openLot(seller, { seconds: 1.5 })
    await untilClosed(lot)

    const problem = await problemOf(placeBid(ben, lot, euros(100)))

    expect(problem).toMatchObject({ status: 409, code: 'lot-not-live' })
  })
})

describe('settlement', () => {
  it('pays the seller the price and returns the rest of the hold to the winner', async () => {
    const winner = await newUser('Wim', euros(1000))
    const vendor = await newUser('Vera', euros(0))
    const lot = await openLot(vendor, { seconds: 3 })
    await placeBid(ben, lot, euros(200))
    await placeBid(winner, lot, euros(500))

    const after = await untilClosed(lot)

    expect(after).toMatchObject({ status: 'sold', price: euros(210), leader: { id: winner.id } })
    const wallet = await waitFor(winner.readWallet, ({ held }) => held === 0)
    expect(wallet.available).toBe(euros(1000 - 210 - 21))
    expect(await vendor.readWallet()).toMatchObject({ available: euros(210), held: 0 })
  })

  it('ends the lot unsold and releases every hold below the reserve', async () => {
    const dora = await newUser('Dora', euros(1000))
    const lot = await openLot(seller, { seconds: 3, reservePrice: euros(400) })
    await placeBid(dora, lot, euros(300))

    const after = await untilClosed(lot)

    expect(after).toMatchObject({ status: 'unsold', reserveMet: false })
    const wallet = await waitFor(dora.readWallet, ({ held }) => held === 0)
    expect(wallet.available).toBe(euros(1000))
  })
})

describe('soft close', () => {
  /** A lot within its soft close, by the server's clock. */
  const lotInSoftClose = async () => {
    const lot = await openLot(seller, { seconds: softClose + 1.5 })
    const last = Date.parse(lot.closesAt ?? '') - softClose * 1000
    await waitFor(now, (time) => time > last + 300)
    return lot
  }

  it('moves closesAt to the full soft close after a bid that changes the price', async () => {
    const lot = await lotInSoftClose()

    const { bid, lot: after } = await placeBid(ben, lot, euros(100))

    expect(Date.parse(after.closesAt ?? '')).toBe(Date.parse(bid.at) + softClose * 1000)
  })

  it('does not move closesAt if neither price nor leader changes', async () => {
    const lot = await lotInSoftClose()
    const { lot: before } = await placeBid(ben, lot, euros(100))

    const { lot: after } = await placeBid(ben, lot, euros(200))

    expect(after.closesAt).toBe(before.closesAt)
  })

  it('never moves closesAt to an earlier time', async () => {
    const lot = await openLot(seller, { seconds: softClose * 3 })

    const { lot: after } = await placeBid(ben, lot, euros(100))

    expect(after.closesAt).toBe(lot.closesAt)
  })

  it('rejects a bid at closesAt with 409 lot-not-live', async () => {
    const lot = await openLot(seller, { seconds: 3 })
    const { lot: extended } = await placeBid(ben, lot, euros(100))
    await waitFor(now, (time) => time >= Date.parse(extended.closesAt ?? ''))
    await untilClosed(lot)

    const problem = await problemOf(placeBid(cleo, lot, euros(200)))

    expect(problem).toMatchObject({ code: 'lot-not-live' })
    expect(await anonymous.readLot({ lotId: lot.id })).toMatchObject({ leader: { id: ben.id } })
  })
})
