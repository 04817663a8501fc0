import { describe, expect, it } from 'vitest'
import { allOf, type TheEvening } from './an-evening.ts'

/** More commands at the same moment than one lot takes. */
export const crowds = (the: TheEvening) => {
  describe('a lot that thousands want something of at the same moment', () => {
    it('answers at least a thousand, and tells everybody else when to come again', async () => {
      const seller = await the().aPerson('Seller')
      const lotId = await the().aLot(seller)
      const { opensAt, closesAt } = await the().read(lotId)
      const same = { opensAt: new Date(opensAt ?? 0), closesAt: new Date(closesAt ?? 0) }

      const { answers, refusals } = await allOf(
        Array.from({ length: 2_100 }, () =>
          the().house.scheduleLot({ lotId, caller: seller, ...same }),
        ),
      )

      expect(answers.length).toBeGreaterThan(1_000)
      expect(answers.length + refusals.length).toBe(2_100)
      expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['busy']))
      expect(refusals[0]?.facts).toEqual({ retryAfterSeconds: 1 })
    })

    it('takes commands again, once those before are answered', async () => {
      const seller = await the().aPerson('Seller')
      const lotId = await the().aDraft(seller)
      await allOf(Array.from({ length: 2_100 }, () => the().edit(lotId, seller, 'any', {})))

      const lot = await the().edit(lotId, seller, 1, { title: 'Clock' })

      expect(lot).toMatchObject({ title: 'Clock', version: 2 })
    })
  })
}
