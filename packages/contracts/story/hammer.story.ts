import { beforeAll, describe, expect, it } from 'vitest'
import {
  anybody,
  arrive,
  chapter,
  closed,
  euros,
  house,
  now,
  openLot,
  type Person,
  placeBid,
  refusal,
  until,
} from './house.ts'

const softClose = house.softCloseSeconds

let seller: Person
let ben: Person
let cleo: Person

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([
    arrive('Selma', euros(0)),
    arrive('Ben'),
    arrive('Cleo'),
  ])
})

describe('a lot that nobody bids on', () => {
  it('ends unsold', async () => {
    const lot = await openLot(seller, { seconds: 1.5 })

    const after = await closed(lot)

    expect(after).toMatchObject({ status: 'unsold', price: null, leader: null, minimumBid: null })
  })

  it('takes no bid after its close', async () => {
    const lot = await openLot(seller, { seconds: 1.5 })
    await closed(lot)

    const problem = await refusal(placeBid(ben, lot, euros(100)))

    expect(problem).toMatchObject({ status: 409, code: 'lot-not-live' })
  })
})

chapter('the hammer falls', softClose + 7, () => {
  it('and everybody is paid: the seller the price, the house its premium, the winner the rest', async () => {
    const winner = await arrive('Wim', euros(1000))
    const vendor = await arrive('Vera', euros(0))
    const lot = await openLot(vendor, { seconds: 3 })
    await placeBid(ben, lot, euros(200))
    await placeBid(winner, lot, euros(500))

    const after = await closed(lot)

    expect(after).toMatchObject({ status: 'sold', price: euros(210), leader: { id: winner.id } })
    const wallet = await until(winner.readWallet, ({ held }) => held === 0)
    expect(wallet.available).toBe(euros(1000 - 210 - 21))
    expect(await vendor.readWallet()).toMatchObject({ available: euros(210), held: 0 })
  })

  it('below the reserve, and the lot ends unsold with every hold released', async () => {
    const dora = await arrive('Dora', euros(1000))
    const lot = await openLot(seller, { seconds: 3, reservePrice: euros(400) })
    await placeBid(dora, lot, euros(300))

    const after = await closed(lot)

    expect(after).toMatchObject({ status: 'unsold', reserveMet: false })
    const wallet = await until(dora.readWallet, ({ held }) => held === 0)
    expect(wallet.available).toBe(euros(1000))
  })
})

chapter('a bid in the last moments', softClose + 7, () => {
  /** A lot that a bid would extend from now on, whatever this machine's clock says. */
  const aLotInItsLastMoments = async () => {
    const lot = await openLot(seller, { seconds: softClose + 1.5 })
    const last = Date.parse(lot.closesAt ?? '') - softClose * 1000
    await until(now, (time) => time > last + 300)
    return lot
  }

  it('that changes the price gives everybody the full soft close to answer', async () => {
    const lot = await aLotInItsLastMoments()

    const { bid, lot: after } = await placeBid(ben, lot, euros(100))

    expect(Date.parse(after.closesAt ?? '')).toBe(Date.parse(bid.at) + softClose * 1000)
  })

  it('that changes neither price nor leader moves nothing', async () => {
    const lot = await aLotInItsLastMoments()
    const { lot: before } = await placeBid(ben, lot, euros(100))

    const { lot: after } = await placeBid(ben, lot, euros(200))

    expect(after.closesAt).toBe(before.closesAt)
  })

  it('never makes the lot close earlier', async () => {
    const lot = await openLot(seller, { seconds: softClose * 3 })

    const { lot: after } = await placeBid(ben, lot, euros(100))

    expect(after.closesAt).toBe(lot.closesAt)
  })

  it('is too late at the very close', async () => {
    const lot = await openLot(seller, { seconds: 3 })
    const { lot: extended } = await placeBid(ben, lot, euros(100))
    await until(now, (time) => time >= Date.parse(extended.closesAt ?? ''))
    await closed(lot)

    const problem = await refusal(placeBid(cleo, lot, euros(200)))

    expect(problem).toMatchObject({ code: 'lot-not-live' })
    expect(await anybody.readLot({ lotId: lot.id })).toMatchObject({ leader: { id: ben.id } })
  })
})
