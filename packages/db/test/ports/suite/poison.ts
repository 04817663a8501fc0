import { type Effects, type LotWork, money, release } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import type { TheEvening } from './an-evening.ts'

const NOTHING: Effects = { transfers: [], events: [] }

const works = (differently: Partial<LotWork<null, Effects, unknown>>) => ({
  parties: () => [],
  decide: (state: Parameters<LotWork<null, Effects, unknown>['decide']>[0]) => ({
    next: state,
    outcome: NOTHING,
  }),
  reply: () => null,
  ...differently,
})

const throws = (): never => {
  throw new Error('poison')
}

/** Work that is not as it must be. */
export const poison = (the: TheEvening) => {
  describe('work that throws beside good bids', () => {
    it.each([
      { name: 'as it decides', work: works({ decide: throws }) },
      { name: 'as it replies', work: works({ reply: throws }) },
    ])('$name costs only itself', async ({ work }) => {
      const bidders = await the().people(12, 10_000_00)
      const lotId = await the().aLot(await the().aPerson('Seller'))

      const outcomes = await Promise.allSettled(
        bidders.flatMap((bidder, index) => [
          the().bid(lotId, bidder, 100_00 * 2 ** (index % 6) + index),
          ...(index % 4 === 1 ? [the().ports.lots.onLot(lotId, work, null)] : []),
        ]),
      )

      const failed = outcomes.filter((outcome) => outcome.status === 'rejected')
      const poisoned = failed.filter(({ reason }) => (reason as Error).message === 'poison')
      const refused = failed.filter(({ reason }) => (reason as Error).message === 'bid-too-low')
      expect(poisoned).toHaveLength(3)
      expect(failed).toHaveLength(poisoned.length + refused.length)
      expect(await the().bidsOn(lotId)).toHaveLength(12 - refused.length)
    })

    it('on a wallet costs only itself', async () => {
      const owner = await the().aPerson('Owner', 1_00)
      const key = { user: owner.id, key: 'a-key-that-is-poisoned', fingerprint: '0'.repeat(64) }
      const work = { decide: throws, reply: throws }

      await expect(the().ports.wallets.onWallet(owner.id, work, null, key)).rejects.toThrow(
        'poison',
      )

      await the().deposit(owner, 1_00)
      expect(await the().walletOf(owner)).toEqual({ available: 2_00, held: 0 })
    })
  })

  describe('work that throws once its transfers are looked at', () => {
    it('moves no money: it frees what this lot never held', async () => {
      const [ada, seller] = [await the().aPerson('Ada', 500_00), await the().aPerson('Seller')]
      const [led, other] = [await the().aLot(seller), await the().aLot(seller)]
      await the().bid(led, ada, 100_00)
      const before = await the().walletOf(ada)
      const work = works({
        parties: () => [ada.id],
        decide: (state) => ({
          next: state,
          outcome: { transfers: [release(ada.id, money(110_00))], events: [] },
        }),
      })

      await expect(the().ports.lots.onLot(other, work, null)).rejects.toThrow(/hold/)

      expect(await the().walletOf(ada)).toEqual(before)
    })
  })

  describe('work that only tells the room something', () => {
    it('is written: what comes next has the next seq', async () => {
      const lotId = await the().aLot(await the().aPerson('Seller'))
      const data = { opensAt: '2026-03-01T18:00:00.000Z', closesAt: '2026-03-01T19:00:00.000Z' }
      const work = works({
        decide: (state) => ({
          next: state,
          outcome: { transfers: [], events: [{ type: 'lot-scheduled', data }] },
        }),
        reply: (_, { seq }) => seq,
      })

      const first = await the().ports.lots.onLot(lotId, work, null)
      const second = await the().ports.lots.onLot(lotId, work, null)

      expect(second.answer).toBe(Number(first.answer) + 1)
    })
  })

  describe('work on a lot that is not there', () => {
    it('is not done', async () => {
      const lotId = '01890a5d-ac96-774b-bcce-b302099a8057' as never

      await expect(the().ports.lots.onLot(lotId, works({}), null)).rejects.toMatchObject({
        code: 'not-found',
      })
    })
  })
}
