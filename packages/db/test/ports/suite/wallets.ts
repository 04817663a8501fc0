import { MAXIMUM_AMOUNT } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { allOf, refusalOf, type TheEvening } from './an-evening.ts'

/** Money that comes in, is held and is free again. */
export const wallets = (the: TheEvening) => {
  describe('twenty deposits at the same moment', () => {
    it('sum up', async () => {
      const owner = await the().aPerson('Owner')

      const { answers } = await allOf(
        Array.from({ length: 20 }, (_, index) => the().deposit(owner, index + 1)),
      )

      const balances = answers.map(({ answer }) => answer.wallet.available)
      expect(await the().walletOf(owner)).toEqual({ available: 210, held: 0 })
      expect(new Set(balances).size).toBe(20)
      expect(new Set(answers.map(({ answer }) => answer.id)).size).toBe(20)
    })
  })

  describe('a wallet', () => {
    it('takes no more than the maximum amount', async () => {
      const owner = await the().aPerson('Owner', MAXIMUM_AMOUNT)

      expect(await refusalOf(the().deposit(owner, 1))).toMatchObject({ code: 'wallet-full' })
      expect(await the().walletOf(owner)).toEqual({ available: MAXIMUM_AMOUNT, held: 0 })
    })

    it('takes one of two deposits at once that it cannot take together', async () => {
      const owner = await the().aPerson('Owner')
      const most = 0.6 * MAXIMUM_AMOUNT

      const { answers, refusals } = await allOf([
        the().deposit(owner, most),
        the().deposit(owner, most),
      ])

      expect(answers.length).toBe(1)
      expect(refusals).toMatchObject([{ code: 'wallet-full' }])
      expect(await the().walletOf(owner)).toEqual({ available: most, held: 0 })
    })

    it('of somebody whom the house does not know is empty', async () => {
      const nobody = { id: '01890a5d-ac96-774b-bcce-b302099a8057' as never, name: 'Nobody' }

      expect(await the().walletOf(nobody)).toEqual({ available: 0, held: 0 })
    })
  })

  describe('a deposit and a bid at the same moment', () => {
    it('both count', async () => {
      const bidder = await the().aPerson('Bidder', 110_00)
      const lotId = await the().aLot(await the().aPerson('Seller'))

      await Promise.all([
        the().bid(lotId, bidder, 100_00),
        ...Array.from({ length: 5 }, () => the().deposit(bidder, 1_00)),
      ])

      expect(await the().walletOf(bidder)).toEqual({ available: 5_00, held: 110_00 })
    })
  })

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
