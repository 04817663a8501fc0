import type { Lot, LotId, LotPage, Page } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { refusalOf, type TheEvening } from './an-evening.ts'

const MINUTE = 60_000

/** All items of a list, page by page, and how many there were on each page. */
async function walk<Item>(turn: (cursor: string | undefined) => Promise<Page<Item>>) {
  const items: Item[] = []
  const sizes: number[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await turn(cursor)
    items.push(...page.items)
    sizes.push(page.items.length)
    if (page.next === null) return { items, sizes }
    cursor = page.next
  }
}

/** Lists, a page at a time. */
export const pages = (the: TheEvening) => {
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
        lots.push(await the().aLot(seller, { closes: 800, ...(reservePrice && { reservePrice }) }))
      const [a, b, c, d, e, f] = lots as [LotId, LotId, LotId, LotId, LotId, LotId]
      for (const lotId of [a, b, c, d, e]) await the().bid(lotId, ada, 150_00)
      await Promise.all(lots.map((lotId) => the().ended(lotId)))

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
  })

  describe('a cursor that this list did not give out', () => {
    const cursorOf = (...parts: unknown[]) =>
      Buffer.from(JSON.stringify(parts)).toString('base64url')

    it('of another lot’s bids is refused', async () => {
      const [one, other] = [await aLotWithBids(2), await aLotWithBids(2)]
      const { next } = await the().ports.bids.list(one, { limit: 1 })
      const page = { limit: 1, cursor: next ?? '' }

      expect(await refusalOf(the().ports.bids.list(other, page))).toMatchObject({
        code: 'malformed-request',
      })
    })

    it('of lots in another status is refused', async () => {
      await sevenLots(-MINUTE, 0)
      const now = await the().ports.clock.now()
      const { next } = await the().ports.lots.list({ status: 'live', now, limit: 1 })
      const page = { now, limit: 1, cursor: next ?? '' }

      for (const status of [undefined, 'scheduled', 'sold'] as const)
        expect(await refusalOf(the().ports.lots.list({ ...page, status }))).toMatchObject({
          code: 'malformed-request',
        })
    })

    it.each([
      ['', 'x', 'AAAA', 'bnVsbA', cursorOf(), cursorOf('lots '), cursorOf('lots ', 1)],
      [cursorOf('lots ', 'not-an-id'), cursorOf('lots ', '-'.repeat(36))],
      [cursorOf('lots ', '0'.repeat(36)), cursorOf('lots ', null), cursorOf('lots ', {})],
    ])('or that is made up is refused by the newest lots: %s …', async (...cursors) => {
      const now = await the().ports.clock.now()
      for (const cursor of cursors)
        expect(await refusalOf(the().ports.lots.list({ now, limit: 1, cursor }))).toMatchObject({
          code: 'malformed-request',
        })
    })

    it.each([
      'now',
      '1',
      '2026',
      '2026-03-01',
      '+275760-09-13T00:00:00.000Z',
      '0000-01-01T00:00:00.000Z',
      '',
      null,
      1,
    ])('or that is made up is refused by live lots: a close at %j', async (closesAt) => {
      const now = await the().ports.clock.now()
      const cursor = cursorOf('lots live', closesAt, '01890a5d-ac96-774b-bcce-b302099a8057')
      const page = { status: 'live', now, limit: 1, cursor } as const

      expect(await refusalOf(the().ports.lots.list(page))).toMatchObject({
        code: 'malformed-request',
      })
    })

    it.each([null, '1', 1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 60])(
      'or that is made up is refused by bids: a seq of %j',
      async (seq) => {
        const lotId = await aLotWithBids(0)
        const cursor = cursorOf(`bids ${lotId}`, seq)

        expect(await refusalOf(the().ports.bids.list(lotId, { limit: 1, cursor }))).toMatchObject({
          code: 'malformed-request',
        })
      },
    )
  })
}
