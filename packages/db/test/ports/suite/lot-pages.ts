import type { Lot, LotId, LotPage } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { MINUTE, type TheEvening } from './an-evening.ts'
import { walk } from './walk.ts'

/** Lots, a page at a time. */
export const lotPages = (the: TheEvening) => {
  const lotsOf = async (status: LotPage['status'], mine: readonly LotId[]) => {
    const now = await the().ports.clock.now()
    const { items } = await walk((cursor) =>
      the().ports.lots.list({ status, now, limit: 3, cursor }),
    )
    const ids = items.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    return items.filter(({ id }) => mine.includes(id))
  }

  const idsOf = (lots: readonly Lot[]) => lots.map(({ id }) => id)

  /** Seven lots, some of which open or close at the very same moment. */
  const sevenLots = async (opens: number, step: number) => {
    const seller = await the().aPerson('Seller')
    const now = (await the().ports.clock.now()).getTime()
    const lots: LotId[] = []
    for (const group of [2, 0, 1, 0, 2, 0, 1]) {
      const lotId = await the().aDraft(seller)
      const opensAt = new Date(now + opens + group * step)
      const closesAt = new Date(now + 20 * MINUTE + group * 1000)
      await the().house.scheduleLot({ lotId, caller: seller, opensAt, closesAt })
      lots.push(lotId)
    }
    const [a, b, c, d, e, f, g] = lots
    return { lots, soonest: [b, d, f, c, g, a, e] }
  }

  describe('lots, page by page', () => {
    it('are listed newest first, none twice and none left out', async () => {
      const { lots } = await sevenLots(-MINUTE, 0)

      expect(idsOf(await lotsOf(undefined, lots))).toEqual(lots.toReversed())
    })

    it('are listed by their close while they are live', async () => {
      const { lots, soonest } = await sevenLots(-MINUTE, 0)

      expect(idsOf(await lotsOf('live', lots))).toEqual(soonest)
      expect(await lotsOf('scheduled', lots)).toEqual([])
    })

    it('are listed by their opening while they are scheduled', async () => {
      const { lots, soonest } = await sevenLots(MINUTE, 1000)

      expect(idsOf(await lotsOf('scheduled', lots))).toEqual(soonest)
      expect(await lotsOf('live', lots)).toEqual([])
    })

    it('are listed newest first once they are sold or unsold, settled or not', async () => {
      const [seller, ada] = [await the().aPerson('Seller'), await the().aPerson('Ada', 9_000_00)]
      const lots: LotId[] = []
      for (const reservePrice of [undefined, 200_00, undefined, 200_00, 150_00, undefined])
        lots.push(await the().aLot(seller, { reservePrice }))
      const [a, b, c, d, e, f] = lots as [LotId, LotId, LotId, LotId, LotId, LotId]
      for (const lotId of [a, b, c, d, e]) await the().bid(lotId, ada, 150_00)
      the().later(10 * MINUTE)

      expect(idsOf(await lotsOf('sold', lots))).toEqual([e, c, a])
      expect(idsOf(await lotsOf('unsold', lots))).toEqual([f, d, b])
      for (const lotId of lots) await the().settled(lotId)
      expect(idsOf(await lotsOf('sold', lots))).toEqual([e, c, a])
      expect(idsOf(await lotsOf('unsold', lots))).toEqual([f, d, b])
    })

    it('are in no list as drafts', async () => {
      const draft = await the().aDraft(await the().aPerson('Seller'))

      for (const status of [undefined, 'scheduled', 'live', 'sold', 'unsold', 'withdrawn'] as const)
        expect(await lotsOf(status, [draft])).toEqual([])
    })
  })
}
