import type { LotId, User } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { MINUTE, type TheEvening } from './an-evening.ts'
import { walk } from './walk.ts'

/** Bids, a page at a time: those of a lot, and those of a bidder. */
export const bidPages = (the: TheEvening) => {
  const aLotWithBids = async (count: number) => {
    const [ada, ben] = await the().people(2, 10_000_00)
    const lotId = await the().aLot(await the().aPerson('Seller'))
    for (let bid = 0; bid < count; bid += 1)
      if (ada && ben) await the().bid(lotId, bid % 2 ? ada : ben, 100_00 + bid * 20_00)
    return lotId
  }

  describe('bids, page by page', () => {
    it.each([
      { limit: 3, sizes: [3, 3, 1] },
      { limit: 7, sizes: [7] },
      { limit: 100, sizes: [7] },
      { limit: 1, sizes: [1, 1, 1, 1, 1, 1, 1] },
    ])('of at most $limit are listed newest first', async ({ limit, sizes }) => {
      const lotId = await aLotWithBids(7)

      const all = await walk((cursor) => the().ports.bids.list(lotId, { limit, cursor }))

      const seqs = all.items.map(({ seq }) => seq)
      expect(all.sizes).toEqual(sizes)
      expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) - index))
    })

    it('of a lot without any are none', async () => {
      const lotId = await aLotWithBids(0)

      expect(await the().ports.bids.list(lotId, { limit: 5 })).toEqual({ items: [], next: null })
    })

    it('go on where they were, though bids come in between', async () => {
      const lotId = await aLotWithBids(4)
      const first = await the().ports.bids.list(lotId, { limit: 2 })
      await the().bid(lotId, await the().aPerson('Zoe', 5_000_00), 1_000_00)

      const { items, next } = await the().ports.bids.list(lotId, {
        limit: 2,
        cursor: first.next ?? '',
      })

      expect(items.map(({ seq }) => seq)).toEqual([4, 3])
      expect(next).toBeNull()
    })
  })

  describe('the lots that somebody has bid on', () => {
    const mine = (bidder: User, limit: number) =>
      walk((cursor) => the().house.listMyBids({ bidder, limit, cursor }))

    /** Bids on five lots, two of them at one moment; then on the second lot again. */
    const aBusyBidder = async () => {
      const ada = await the().aPerson('Ada', 5_000_00)
      const seller = await the().aPerson('Seller')
      const lots: LotId[] = []
      for (const minutes of [0, 1, 1, 0, 1]) {
        the().later(minutes * MINUTE)
        lots.push(await the().aLot(seller, { closes: 60 * MINUTE }))
        await the().bid(lots.at(-1) as LotId, ada, 100_00)
      }
      the().later(MINUTE)
      const [a, b, c, d, e] = lots as [LotId, LotId, LotId, LotId, LotId]
      await the().bid(b, ada, 300_00)
      return { ada, lots: { a, b, c, d, e } }
    }

    it.each([
      { limit: 1, sizes: [1, 1, 1, 1, 1] },
      { limit: 2, sizes: [2, 2, 1] },
      { limit: 5, sizes: [5] },
    ])('are listed once each, by the latest bid, $limit a page', async ({ limit, sizes }) => {
      const { ada, lots } = await aBusyBidder()

      const all = await mine(ada, limit)

      const { a, b, c, d, e } = lots
      expect(all.sizes).toEqual(sizes)
      expect(all.items.map(({ lot }) => lot.id)).toEqual([b, e, d, c, a])
    })

    it('are listed with the latest maximum and its moment, leading or not', async () => {
      const { ada, lots } = await aBusyBidder()
      the().later(MINUTE)
      const { answer: first } = await the().bid(lots.a, ada, 150_00)
      the().later(MINUTE)
      await the().bid(lots.a, await the().aPerson('Ben', 5_000_00), 500_00)
      await the().bid(lots.b, await the().aPerson('Cleo', 5_000_00), 250_00)

      const [one, two] = (await mine(ada, 5)).items

      expect(one).toMatchObject({ lot: { id: lots.a }, maximum: 150_00, leading: false })
      expect(one?.at).toBe(first.bid.at)
      expect(two).toMatchObject({
        lot: { id: lots.b, bidCount: 3 },
        maximum: 300_00,
        leading: true,
      })
    })

    it('of somebody who has not bid are none', async () => {
      expect(await mine(await the().aPerson('Ada'), 5)).toEqual({ items: [], sizes: [0] })
    })
  })
}
