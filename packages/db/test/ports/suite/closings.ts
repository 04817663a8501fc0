import { openHouse } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { until } from '../../until.ts'
import { newKey, refusalOf, SETTINGS, type TheEvening } from './an-evening.ts'

/** Milliseconds until a lot closes: time enough for its bid, even on a busy machine. */
const SOON = 600

/** The end of a lot. */
export const closings = (the: TheEvening) => {
  const aSoldLot = async () => {
    const [seller, winner] = [await the().aPerson('Seller'), await the().aPerson('Ada', 1_000_00)]
    const lotId = await the().aLot(seller, { closes: SOON })
    await the().bid(lotId, winner, 200_00)
    return { seller, winner, lotId, lot: await the().ended(lotId) }
  }

  describe('a lot past its close', () => {
    it('is sold to its leader, and takes no bid, before anybody has settled it', async () => {
      const { winner, lotId, lot } = await aSoldLot()
      const rival = await the().aPerson('Rival', 1_000_00)

      expect(lot).toMatchObject({ status: 'sold', leader: winner, price: 100_00, minimumBid: null })
      expect(await refusalOf(the().bid(lotId, rival, 500_00))).toMatchObject({
        code: 'lot-not-live',
      })
      expect(await the().bidsOn(lotId)).toMatchObject([{ bidder: winner, price: 100_00 }])
    })

    it('is settled once, though several settle at once', async () => {
      const { seller, winner, lotId, lot } = await aSoldLot()

      const after = await the().settled(lotId, { atOnce: 8 })

      expect(await the().walletOf(seller)).toEqual({ available: 100_00, held: 0 })
      expect(await the().walletOf(winner)).toEqual({ available: 890_00, held: 0 })
      expect(after).toMatchObject({ status: 'sold', version: lot.version + 1 })
    })

    it('is due until it is settled, and then no more', async () => {
      const { seller, lotId } = await aSoldLot()
      const asDue = async () => (await the().ports.lots.due(1000)).find(({ id }) => id === lotId)

      const before = await until('it is due', asDue)
      await the().settled(lotId)

      expect(before).toEqual({ id: lotId, seller: seller.id })
      expect(await asDue()).toBeUndefined()
    })

    it('that misses its reserve gives the whole hold back', async () => {
      const [seller, ada] = [await the().aPerson('Seller'), await the().aPerson('Ada', 500_00)]
      const lotId = await the().aLot(seller, { closes: SOON, reservePrice: 300_00 })
      await the().bid(lotId, ada, 299_99)

      const lot = await the().settled(lotId)

      expect(lot).toMatchObject({ status: 'unsold', reserveMet: false })
      expect(await the().walletOf(ada)).toEqual({ available: 500_00, held: 0 })
      expect(await the().walletOf(seller)).toEqual({ available: 0, held: 0 })
    })

    it('that nobody bid on is settled without money', async () => {
      const lotId = await the().aLot(await the().aPerson('Seller'), { closes: SOON / 4 })
      const { version } = await the().ended(lotId)

      const lot = await the().settled(lotId)

      expect(lot).toMatchObject({ status: 'unsold', version: version + 1 })
    })
  })

  describe('lots that are due', () => {
    it('are given soonest first, as many as are asked for', async () => {
      const seller = await the().aPerson('Seller')
      const closes = [SOON / 4 + 2, SOON / 4 + 1, SOON / 4]
      const lots = await Promise.all(closes.map((at) => the().aLot(seller, { closes: at })))

      const due = await until('all of them are due', async () => {
        const found = await the().ports.lots.due(1000)
        return lots.every((lotId) => found.some(({ id }) => id === lotId)) && found
      })
      const views = await Promise.all(due.map(({ id }) => the().read(id)))
      const times = views.map(({ closesAt }) => String(closesAt))

      expect(times).toEqual(times.toSorted())
      expect(await the().ports.lots.due(2)).toEqual(due.slice(0, 2))
    })
  })

  describe('a bid in the last moments', () => {
    it('moves the close, and the lot stays open until then', async () => {
      const house = openHouse(the().ports, { ...SETTINGS, softCloseSeconds: 60 })
      const ada = await the().aPerson('Ada', 500_00)
      const lotId = await the().aLot(await the().aPerson('Seller'), { closes: 5 * SOON })

      const { answer } = await house.placeBid({
        lotId,
        bidder: ada,
        maximum: 100_00 as never,
        key: newKey(),
      })

      const moved = Date.parse(answer.lot.closesAt ?? '') - Date.parse(answer.bid.at)
      expect(moved).toBe(60_000)
      expect(await the().read(lotId)).toMatchObject({ closesAt: answer.lot.closesAt })
    })
  })
}
