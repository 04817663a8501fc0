import { MAXIMUM_AMOUNT } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { MINUTE, newKey, refusalOf, type TheEvening } from './an-evening.ts'

/** A "no" that stands with its key, and one that does not. */
export const replayedErrors = (the: TheEvening) => {
  const aBidder = async () => {
    const [bidder, seller] = [await the().aPerson('Bidder', 500_00), await the().aPerson('Seller')]
    return { bidder, seller, lotId: await the().aLot(seller) }
  }

  describe('a refusal that is kept', () => {
    it('stands, with its facts, though the reason is gone', async () => {
      const { lotId } = await aBidder()
      const poor = await the().aPerson('Poor')
      const key = newKey()
      const first = await refusalOf(the().bid(lotId, poor, 100_00, key))
      await the().deposit(poor, 500_00)

      const again = await refusalOf(the().bid(lotId, poor, 100_00, key))

      expect(first).toMatchObject({ code: 'insufficient-funds', replayed: false })
      expect(again).toMatchObject({ code: first.code, facts: first.facts, replayed: true })
      expect(again.facts).toEqual({ required: 110_00 })
    })

    it.each(['own-lot', 'bid-too-low', 'lot-not-live'] as const)('stands for %s', async (code) => {
      const { bidder, seller, lotId } = await aBidder()
      const key = newKey()
      if (code === 'lot-not-live') the().later(10 * MINUTE)
      const ask = () =>
        the().bid(
          lotId,
          code === 'own-lot' ? seller : bidder,
          code === 'bid-too-low' ? 1 : 100_00,
          key,
        )

      const first = await refusalOf(ask())
      const again = await refusalOf(ask())

      expect(first).toMatchObject({ code, replayed: false })
      expect(again).toMatchObject({ code, facts: first.facts, replayed: true })
    })

    it('stands for a wallet that was full', async () => {
      const owner = await the().aPerson('Owner', 1)
      const key = newKey()
      await refusalOf(the().deposit(owner, MAXIMUM_AMOUNT, key))
      await the().withdraw(owner, 1)

      expect(await refusalOf(the().deposit(owner, MAXIMUM_AMOUNT, key))).toMatchObject({
        code: 'wallet-full',
        replayed: true,
      })
    })

    it('stands for a withdrawal of more than there was', async () => {
      const owner = await the().aPerson('Owner', 1_00)
      const key = newKey()
      await refusalOf(the().withdraw(owner, 3_00, key))
      await the().deposit(owner, 3_00)

      expect(await refusalOf(the().withdraw(owner, 3_00, key))).toMatchObject({
        code: 'insufficient-funds',
        facts: { required: 2_00 },
        replayed: true,
      })
      expect(await the().walletOf(owner)).toEqual({ available: 4_00, held: 0 })
    })
  })

  describe('a lot that was not found', () => {
    it('is bid on with the same key once it is there', async () => {
      const { bidder, seller } = await aBidder()
      const draft = await the().aDraft(seller)
      const key = newKey()
      const first = await refusalOf(the().bid(draft, bidder, 100_00, key))
      await the().schedule(draft, seller)

      const { replayed, answer } = await the().bid(draft, bidder, 100_00, key)

      expect(first).toMatchObject({ code: 'not-found', replayed: false })
      expect({ replayed, leading: answer.leading }).toEqual({ replayed: false, leading: true })
    })
  })
}
