import type { EntryView, User } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { MINUTE, refusalOf, type TheEvening } from './an-evening.ts'
import { walk } from './walk.ts'

const sumOf = (entries: readonly EntryView[], account: EntryView['account']) =>
  entries.filter((entry) => entry.account === account).reduce((sum, { amount }) => sum + amount, 0)

/** The kinds of the transfers that entries are of, in their order. */
const kindsOf = (entries: readonly EntryView[]) => [
  ...new Map(entries.map(({ id, kind }) => [id, kind])).values(),
]

/** The lines of somebody's accounts. */
export const entries = (the: TheEvening) => {
  const entriesOf = (owner: User, limit = 100) =>
    walk((cursor) => the().house.listEntries({ owner, limit, cursor }))

  /** Ada leads, is outbid, raises her bid twice and wins; Ben is outbid. */
  const aSale = async () => {
    const [seller, ada, ben] = [
      await the().aPerson('Seller'),
      await the().aPerson('Ada', 1_000_00),
      await the().aPerson('Ben', 1_000_00),
    ]
    const lotId = await the().aLot(seller)
    const bids = [
      [ada, 100_00],
      [ben, 200_00],
      [ada, 300_00],
      [ada, 400_00],
    ] as const
    for (const [bidder, maximum] of bids) {
      the().later(1)
      await the().bid(lotId, bidder, maximum)
    }
    await the().settled(lotId)
    await the().withdraw(ada, 100_00)
    return { seller, ada, ben, lotId }
  }

  describe('the entries of a wallet', () => {
    it('add up to what is in it, whatever came in and went out', async () => {
      const { seller, ada, ben } = await aSale()

      for (const owner of [seller, ada, ben]) {
        const { items } = await entriesOf(owner)
        const sums = { available: sumOf(items, 'available'), held: sumOf(items, 'held') }
        expect(sums).toEqual(await the().walletOf(owner))
      }
      expect(await the().walletOf(ada)).toEqual({ available: 669_00, held: 0 })
    })

    it('tell what happened, the newest first', async () => {
      const { seller, ada, ben } = await aSale()

      expect(kindsOf((await entriesOf(ada)).items)).toEqual([
        'withdrawal',
        'settlement',
        'hold',
        'release',
        'hold',
        'release',
        'hold',
        'deposit',
      ])
      expect(kindsOf((await entriesOf(ben)).items)).toEqual(['release', 'hold', 'deposit'])
      expect(kindsOf((await entriesOf(seller)).items)).toEqual(['settlement'])
    })

    it('say when each was, and of which lot', async () => {
      const owner = await the().aPerson('Owner', 200_00)
      const lotId = await the().aLot(await the().aPerson('Seller'))
      the().later(MINUTE)

      const { answer } = await the().bid(lotId, owner, 100_00)

      const { items } = await entriesOf(owner)
      const [hold, deposit] = [items.slice(0, 2), items[2]]
      expect(new Set(hold.map(({ id }) => id)).size).toBe(1)
      expect(hold.map(({ account, amount }) => `${account} ${amount}`).toSorted()).toEqual([
        'available -11000',
        'held 11000',
      ])
      for (const entry of hold)
        expect(entry).toMatchObject({ kind: 'hold', lotId, at: answer.bid.at })
      expect(deposit).toEqual({
        id: deposit?.id,
        kind: 'deposit',
        amount: 200_00,
        account: 'available',
        at: new Date(Date.parse(answer.bid.at) - MINUTE).toISOString(),
      })
    })

    it.each([
      { limit: 1, pages: 14 },
      { limit: 3, pages: 5 },
      { limit: 14, pages: 1 },
    ])('are the same on pages of $limit', async ({ limit, pages }) => {
      const { ada } = await aSale()
      const { items } = await entriesOf(ada)

      const walked = await entriesOf(ada, limit)

      expect(walked.items).toEqual(items)
      expect(walked.sizes).toHaveLength(pages)
    })

    it('of somebody who has none are none', async () => {
      expect(await entriesOf(await the().aPerson('Owner'))).toEqual({ items: [], sizes: [0] })
    })

    it('go on only after a cursor of their own', async () => {
      const { ada, ben } = await aSale()
      const { next } = await the().house.listEntries({ owner: ada, limit: 1 })

      const asked = the().house.listEntries({ owner: ben, limit: 1, cursor: next ?? '' })

      expect(await refusalOf(asked)).toMatchObject({ code: 'malformed-request' })
    })
  })
}
