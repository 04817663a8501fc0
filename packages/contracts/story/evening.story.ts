import { expect, it } from 'vitest'
import {
  anybody,
  arrive,
  chapter,
  closed,
  euros,
  house,
  inSeconds,
  newKey,
  placeBid,
  refusal,
  until,
} from './house.ts'

chapter('an evening in the house', house.softCloseSeconds + 8, () => {
  it('goes from the first lot to the last cent', async () => {
    // Selma brings a lot; Ben and Cleo come with money.
    const [selma, ben, cleo] = await Promise.all([
      arrive('Selma', euros(0)),
      arrive('Ben', euros(500)),
      arrive('Cleo', euros(1000)),
    ])
    const draft = await selma.consignLot({
      title: 'Map of Fehmarn',
      description: 'Hand coloured, with the lights.',
      startingPrice: euros(100),
      reservePrice: euros(150),
      key: newKey(),
    })
    expect(await refusal(anybody.readLot({ lotId: draft.id }))).toMatchObject({ status: 404 })

    // It opens, and everybody finds it.
    const schedule = { lotId: draft.id, opensAt: inSeconds(-1), closesAt: inSeconds(4) }
    const lot = await selma.scheduleLot(schedule)
    const { items: live } = await anybody.listLots({ status: 'live', seller: selma.id })
    expect(live).toContainEqual(lot)

    // Ben leads, below the reserve. Cleo outbids him, and he has his money back.
    const first = await placeBid(ben, lot, euros(140))
    expect(first).toMatchObject({ leading: true, lot: { price: euros(100), reserveMet: false } })
    const second = await placeBid(cleo, lot, euros(300))
    expect(second).toMatchObject({ leading: true, lot: { price: euros(150), reserveMet: true } })
    expect(await ben.readWallet()).toMatchObject({ available: euros(500), held: 0 })

    // He tries again: too low, then not enough, then too much for his purse.
    expect(await refusal(placeBid(ben, lot, euros(154)))).toMatchObject({ minimumBid: euros(155) })
    const third = await placeBid(ben, lot, euros(200))
    expect(third).toMatchObject({
      leading: false,
      lot: { price: euros(210), leader: { id: cleo.id } },
    })
    expect(await refusal(placeBid(ben, lot, euros(460)))).toMatchObject({ required: euros(6) })

    // The hammer falls, and the books are settled.
    const sold = await closed(lot)
    expect(sold).toMatchObject({ status: 'sold', price: euros(210), bidCount: 3 })
    const wallet = await until(cleo.readWallet, ({ held }) => held === 0)
    expect(wallet.available).toBe(euros(1000 - 210 - 21))
    expect(await selma.readWallet()).toMatchObject({ available: euros(210), held: 0 })
    expect(await ben.readWallet()).toMatchObject({ available: euros(500), held: 0 })

    // The history tells it again, and nothing tells a maximum.
    const { items: bids } = await anybody.listBids({ lotId: lot.id })
    expect(bids.map(({ price }) => price)).toEqual([euros(210), euros(150), euros(100)])
  })
})
