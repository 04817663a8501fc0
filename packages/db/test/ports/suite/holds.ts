import { MAXIMUM_AMOUNT } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { allOf, type TheEvening } from './an-evening.ts'

/** Money that is held for who leads, and is free again. */
export const holds = (the: TheEvening) => {
  describe('a bidder who is outbid', () => {
    it('gets the hold back as the rival is held', async () => {
      const [ada, ben] = [await the().aPerson('Ada', 500_00), await the().aPerson('Ben', 500_00)]
      const lotId = await the().aLot(await the().aPerson('Seller'))
      await the().bid(lotId, ada, 200_00)

      const { answer } = await the().bid(lotId, ben, 300_00)

      expect(answer).toMatchObject({ leading: true, lot: { price: 210_00, bidCount: 2 } })
      expect(await the().walletOf(ada)).toEqual({ available: 500_00, held: 0 })
      expect(await the().walletOf(ben)).toEqual({ available: 170_00, held: 330_00 })
    })

    it('may lead again with the same money', async () => {
      const [ada, ben] = [await the().aPerson('Ada', 330_00), await the().aPerson('Ben', 500_00)]
      const lotId = await the().aLot(await the().aPerson('Seller'))
      await the().bid(lotId, ada, 100_00)
      await the().bid(lotId, ben, 200_00)

      await the().bid(lotId, ada, 300_00)

      expect(await the().walletOf(ada)).toEqual({ available: 0, held: 330_00 })
      expect(await the().walletOf(ben)).toEqual({ available: 500_00, held: 0 })
    })
  })

  describe('a leader who raises', () => {
    it('has the new cover held in place of the old', async () => {
      const ada = await the().aPerson('Ada', 500_00)
      const lotId = await the().aLot(await the().aPerson('Seller'))
      await the().bid(lotId, ada, 200_00)

      const { answer } = await the().bid(lotId, ada, 450_00)

      expect(answer).toMatchObject({ leading: true, lot: { price: 100_00, bidCount: 2 } })
      expect(await the().walletOf(ada)).toEqual({ available: 5_00, held: 495_00 })
    })

    it('ten times at once, ends at the highest', async () => {
      const ada = await the().aPerson('Ada', 1_000_00)
      const lotId = await the().aLot(await the().aPerson('Seller'))
      const maxima = Array.from({ length: 10 }, (_, index) => 100_00 + 10_00 * ((index * 7) % 10))

      await allOf(maxima.map((maximum) => the().bid(lotId, ada, maximum)))

      expect(await the().walletOf(ada)).toEqual({ available: 791_00, held: 209_00 })
      expect(await the().read(lotId)).toMatchObject({ price: 100_00 })
    })
  })

  describe('a bid of the largest amount', () => {
    it('is exact to the cent', async () => {
      const available = MAXIMUM_AMOUNT
      const maximum = Math.floor((MAXIMUM_AMOUNT * 10) / 11)
      const cover = maximum + Math.floor((maximum + 5) / 10)
      const ada = await the().aPerson('Ada', available)
      const lotId = await the().aLot(await the().aPerson('Seller'), { startingPrice: maximum })

      const { answer } = await the().bid(lotId, ada, maximum)

      expect(answer.lot).toMatchObject({ price: maximum, minimumBid: maximum + 500_00 })
      expect(await the().walletOf(ada)).toEqual({ available: available - cover, held: cover })
    })
  })
}
