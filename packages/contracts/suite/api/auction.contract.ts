import { describe, expect, it } from 'vitest'
import {
  anonymous,
  newUser,
  untilClosed,
  euros,
  SOFT_CLOSE,
  inSeconds,
  newKey,
  placeBid,
  problemOf,
  waitFor,
} from '../fixtures.ts'

describe('an auction from consignment to settlement', () => {
  it('sells the lot, moves the money and publishes no maximum', async () => {
    // Selma consigns a lot. Ben and Cleo have funds.
    const [selma, ben, cleo] = await Promise.all([
      newUser('Selma', euros(0)),
      newUser('Ben', euros(500)),
      newUser('Cleo', euros(1000)),
    ])
    const draft = await selma.consignLot({
      title: 'Map of Fehmarn',
      description: 'Hand coloured, with the lights.',
      startingPrice: euros(100),
      reservePrice: euros(150),
      key: newKey(),
    })
    expect(await problemOf(anonymous.readLot({ lotId: draft.id }))).toMatchObject({ status: 404 })

    // The lot opens and is listed.
    const lot = await selma.scheduleLot({
      lotId: draft.id,
      opensAt: inSeconds(-1),
      closesAt: inSeconds(4),
      softCloseSeconds: SOFT_CLOSE,
    })
    const { items: live } = await anonymous.listLots({ status: 'live', seller: selma.id })
    expect(live).toContainEqual(lot)

    // Ben leads below the reserve. Cleo outbids him, and his hold is released.
    const first = await placeBid(ben, lot, euros(140))
    expect(first).toMatchObject({ leading: true, lot: { price: euros(100), reserveMet: false } })
    const second = await placeBid(cleo, lot, euros(300))
    expect(second).toMatchObject({ leading: true, lot: { price: euros(150), reserveMet: true } })
    expect(await ben.readWallet()).toMatchObject({ available: euros(500), held: 0 })

    // Ben bids again: below the minimum, then below Cleo's maximum, then above his funds.
    expect(await problemOf(placeBid(ben, lot, euros(154)))).toMatchObject({
      minimumBid: euros(155),
    })
    const third = await placeBid(ben, lot, euros(200))
    expect(third).toMatchObject({
      leading: false,
      lot: { price: euros(210), leader: { id: cleo.id } },
    })
    expect(await problemOf(placeBid(ben, lot, euros(460)))).toMatchObject({ required: euros(6) })

    // The lot closes and is settled.
    const sold = await untilClosed(lot)
    expect(sold).toMatchObject({ status: 'sold', price: euros(210), bidCount: 3 })
    const wallet = await waitFor(cleo.readWallet, ({ held }) => held === 0)
    expect(wallet.available).toBe(euros(1000 - 210 - 21))
    expect(await selma.readWallet()).toMatchObject({ available: euros(210), held: 0 })
    expect(await ben.readWallet()).toMatchObject({ available: euros(500), held: 0 })

    // The list of bids shows prices and no maximum.
    const { items: bids } = await anonymous.listBids({ lotId: lot.id })
    expect(bids.map(({ price }) => price)).toEqual([euros(210), euros(150), euros(100)])
  })
})
