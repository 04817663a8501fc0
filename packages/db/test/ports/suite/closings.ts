import { describe, expect, it } from 'vitest'
import { DAY, MINUTE, refusalOf, type TheEvening } from './an-evening.ts'

/** The end of a lot. */
export const closings = (the: TheEvening) => {
  const aLedLot = async () => {
    const [seller, winner] = [await the().aPerson('Seller'), await the().aPerson('Ada', 1_000_00)]
    const lotId = await the().aLot(seller)
    await the().bid(lotId, winner, 200_00)
    return { seller, winner, lotId }
  }

  const aSoldLot = async () => {
    const led = await aLedLot()
    return { ...led, lot: await the().ended(led.lotId) }
  }

  describe('a lot that nobody has bid on lately', () => {
    it('is open until the millisecond at which it closes', async () => {
      const { lotId } = await aLedLot()

      the().later(10 * MINUTE - 1)
      const before = await the().read(lotId)
      the().later(1)
      const after = await the().read(lotId)

      expect([before.status, after.status]).toEqual(['live', 'sold'])
    })
  })

  describe('a bid in the last moments', () => {
    it('moves the close to two minutes after it, and the lot stays open until then', async () => {
      const { lotId } = await aLedLot()
      const ben = await the().aPerson('Ben', 1_000_00)
      the().later(10 * MINUTE - 1)

      const { answer } = await the().bid(lotId, ben, 500_00)
      the().later(2 * MINUTE - 1)
      const before = await the().read(lotId)
      the().later(1)
      const after = await the().read(lotId)

      const moved = Date.parse(answer.lot.closesAt ?? '') - Date.parse(answer.bid.at)
      expect(moved).toBe(2 * MINUTE)
      expect(before).toMatchObject({ status: 'live', closesAt: answer.lot.closesAt })
      expect(after).toMatchObject({ status: 'sold', leader: ben })
    })

    it('is not due at the old close', async () => {
      const { lotId } = await aLedLot()
      the().later(9 * MINUTE)
      await the().bid(lotId, await the().aPerson('Ben', 1_000_00), 500_00)

      the().later(MINUTE)

      expect((await the().ports.lots.due(1000)).map(({ id }) => id)).not.toContain(lotId)
    })
  })

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
      const { seller, lotId } = await aLedLot()
      const asDue = async () => (await the().ports.lots.due(1000)).find(({ id }) => id === lotId)

      the().later(10 * MINUTE - 1)
      const early = await asDue()
      the().later(1)
      const before = await asDue()
      await the().settled(lotId)

      expect(early).toBeUndefined()
      expect(before).toEqual({ id: lotId, seller: seller.id })
      expect(await asDue()).toBeUndefined()
    })

    it('that misses its reserve gives the whole hold back', async () => {
      const [seller, ada] = [await the().aPerson('Seller'), await the().aPerson('Ada', 500_00)]
      const lotId = await the().aLot(seller, { reservePrice: 300_00 })
      await the().bid(lotId, ada, 299_99)

      const lot = await the().settled(lotId)

      expect(lot).toMatchObject({ status: 'unsold', reserveMet: false })
      expect(await the().walletOf(ada)).toEqual({ available: 500_00, held: 0 })
      expect(await the().walletOf(seller)).toEqual({ available: 0, held: 0 })
    })

    it('that nobody bid on is settled without money', async () => {
      const lotId = await the().aLot(await the().aPerson('Seller'))
      const { version } = await the().ended(lotId)

      const lot = await the().settled(lotId)

      expect(lot).toMatchObject({ status: 'unsold', version: version + 1 })
    })
  })

  describe('several lots past their close', () => {
    it('are settled once each, however many settle at once', async () => {
      await the().allOver()
      const lots = [await aLedLot(), await aLedLot(), await aLedLot()]
      the().later(DAY)

      const counts = await Promise.all(
        Array.from({ length: 8 }, async () => (await the().house.closeDueLots()).settled),
      )

      const found = await Promise.all(lots.map(({ lotId }) => the().ports.lots.find(lotId)))
      expect(counts.reduce((all, one) => all + one)).toBe(3)
      expect(found.map((lot) => lot?.settled)).toEqual([true, true, true])
    })
  })

  describe('lots that are due', () => {
    it('are given soonest first, as many as are asked for', async () => {
      await the().allOver()
      const seller = await the().aPerson('Seller')
      const [c, a, b] = await Promise.all(
        [3, 1, 2].map((minutes) => the().aLot(seller, { closes: minutes * MINUTE })),
      )

      the().later(3 * MINUTE)

      const due = async (limit: number) => (await the().ports.lots.due(limit)).map(({ id }) => id)
      expect(await due(1000)).toEqual([a, b, c])
      expect(await due(2)).toEqual([a, b])
    })
  })
}
