import { type LotId, MAXIMUM_AMOUNT } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { allOf, refusalOf, type TheEvening } from './an-evening.ts'

/** Money that comes in and goes out. */
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

  describe('a withdrawal', () => {
    it('takes what is available, not what is held', async () => {
      const ada = await the().aPerson('Ada', 120_00)
      await the().bid(await the().aLot(await the().aPerson('Seller')), ada, 100_00)

      const refusal = await refusalOf(the().withdraw(ada, 10_01))
      const { answer } = await the().withdraw(ada, 10_00)

      expect(refusal).toMatchObject({ code: 'insufficient-funds', facts: { required: 1 } })
      expect(answer).toMatchObject({ amount: 10_00, wallet: { available: 0, held: 110_00 } })
      expect(await the().walletOf(ada)).toEqual({ available: 0, held: 110_00 })
    })

    it('twenty times at once takes as often as there is money', async () => {
      const owner = await the().aPerson('Owner', 7_50)

      const { answers, refusals } = await allOf(
        Array.from({ length: 20 }, () => the().withdraw(owner, 1_00)),
      )

      const balances = answers.map(({ answer }) => answer.wallet.available)
      expect(balances.toSorted((a, b) => a - b)).toEqual([50, 150, 250, 350, 450, 550, 650])
      expect(refusals.map(({ code }) => code)).toEqual(Array(13).fill('insufficient-funds'))
      expect(await the().walletOf(owner)).toEqual({ available: 50, held: 0 })
    })
  })

  describe('a withdrawal and a bid at the same moment', () => {
    it('of the same money stand once, whichever it is', async () => {
      const bidders = await the().people(10, 110_00)
      const lots = await Promise.all(bidders.map((seller) => the().aLot(seller)))

      const races = bidders.map(async (bidder, index) => {
        const withdraw = () => the().withdraw(bidder, 110_00)
        const bid = () => the().bid(lots.at(index - 1) as LotId, bidder, 100_00)
        const asked = index % 2 ? [withdraw, bid] : [bid, withdraw]
        return allOf<unknown>(asked.map((ask) => ask()))
      })

      for (const { answers, refusals } of await Promise.all(races)) {
        expect(answers).toHaveLength(1)
        expect(refusals).toMatchObject([{ code: 'insufficient-funds' }])
      }
      for (const { available, held } of await Promise.all(
        bidders.map((one) => the().walletOf(one)),
      ))
        expect({ available, held }).toEqual({ available: 0, held: held > 0 ? 110_00 : 0 })
    })
  })
}
