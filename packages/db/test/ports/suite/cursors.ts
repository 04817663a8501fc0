import { randomUUID } from 'node:crypto'
import type { LotPage } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { refusalOf, type TheEvening } from './an-evening.ts'

const AN_ID = '01890a5d-ac96-774b-bcce-b302099a8057'

/** In the form that the store on PostgreSQL gives its own: another one must not take them either. */
const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

/** Cursors of another list, or of none. */
export const cursors = (the: TheEvening) => {
  const codeOf = async (asked: Promise<unknown>) => (await refusalOf(asked)).code

  const listLots = async (page: Partial<LotPage>) =>
    the().ports.lots.list({ limit: 1, now: await the().ports.clock.now(), ...page })

  /** Somebody who leads two lots, and so has two of everything that is listed. */
  const aBidder = async () => {
    const bidder = await the().aPerson('Bidder', 5_000_00)
    const seller = await the().aPerson('Seller')
    const word = randomUUID()
    const lots = [
      await the().aLot(seller, { title: word }),
      await the().aLot(seller, { title: word }),
    ] as const
    for (const lotId of lots)
      for (const maximum of [100_00, 200_00]) await the().bid(lotId, bidder, maximum)
    return { bidder, seller, word, lots }
  }

  describe('a cursor of another list', () => {
    it('is refused by the bids of another lot', async () => {
      const { lots } = await aBidder()
      const { next } = await the().ports.bids.list(lots[0], { limit: 1 })

      expect(await codeOf(the().ports.bids.list(lots[1], { limit: 1, cursor: next ?? '' }))).toBe(
        'malformed-request',
      )
    })

    it('is refused by the bids of another bidder', async () => {
      const [{ bidder }, other] = [await aBidder(), await aBidder()]
      const { next } = await the().ports.bids.listOf(bidder.id, { limit: 1 })

      expect(
        await codeOf(the().ports.bids.listOf(other.bidder.id, { limit: 1, cursor: next ?? '' })),
      ).toBe('malformed-request')
    })

    it('is refused by the entries of another wallet', async () => {
      const [{ bidder }, other] = [await aBidder(), await aBidder()]
      const { next } = await the().ports.wallets.entries(bidder.id, { limit: 1 })

      expect(
        await codeOf(
          the().ports.wallets.entries(other.bidder.id, { limit: 1, cursor: next ?? '' }),
        ),
      ).toBe('malformed-request')
    })

    it.each([{ status: undefined }, { status: 'scheduled' }, { status: 'sold' }] as const)(
      'is refused by the lots in another status: $status',
      async ({ status }) => {
        await aBidder()
        const { next } = await listLots({ status: 'live' })

        expect(await codeOf(listLots({ status, cursor: next ?? '' }))).toBe('malformed-request')
      },
    )

    it('is refused by the lots of another seller, or with other words', async () => {
      const { seller, bidder, word } = await aBidder()
      const mine = { seller: seller.id, q: word }
      const { next } = await listLots(mine)
      const cursor = next ?? ''

      expect((await listLots({ ...mine, cursor })).items).toHaveLength(1)
      expect(await codeOf(listLots({ cursor }))).toBe('malformed-request')
      expect(await codeOf(listLots({ ...mine, seller: undefined, cursor }))).toBe(
        'malformed-request',
      )
      expect(await codeOf(listLots({ ...mine, seller: bidder.id, cursor }))).toBe(
        'malformed-request',
      )
      expect(await codeOf(listLots({ ...mine, q: undefined, cursor }))).toBe('malformed-request')
      expect(await codeOf(listLots({ ...mine, q: word.slice(1), cursor }))).toBe(
        'malformed-request',
      )
    })
  })

  describe('a cursor that is made up', () => {
    it.each([
      ['', 'x', 'AAAA', 'bnVsbA', cursorOf(), cursorOf('lots '), cursorOf('lots ', 1)],
      [cursorOf('lots ', 'not-an-id'), cursorOf('lots ', '-'.repeat(36))],
      [cursorOf('lots ', '0'.repeat(36)), cursorOf('lots ', null), cursorOf('lots ', {})],
    ])('is refused by the newest lots: %s …', async (...made) => {
      for (const cursor of made)
        expect(await codeOf(listLots({ cursor }))).toBe('malformed-request')
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
    ])('is refused by live lots: a close at %j', async (closesAt) => {
      expect(
        await codeOf(listLots({ status: 'live', cursor: cursorOf('lots live', closesAt, AN_ID) })),
      ).toBe('malformed-request')
    })

    it.each([null, '1', 1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 60])(
      'is refused by the bids of a lot: a seq of %j',
      async (seq) => {
        const lotId = await the().aLot(await the().aPerson('Seller'))
        const cursor = cursorOf(`bids ${lotId}`, seq)

        expect(await codeOf(the().ports.bids.list(lotId, { limit: 1, cursor }))).toBe(
          'malformed-request',
        )
      },
    )

    it.each([
      ['now', AN_ID],
      ['2026-03-01T18:00:00.000Z', 'not-an-id'],
      [null, null],
    ])('is refused by the bids of a bidder: %j, %j', async (...place) => {
      const { id } = await the().aPerson('Bidder')
      const cursor = cursorOf(`bids of ${id}`, ...place)

      expect(await codeOf(the().ports.bids.listOf(id, { limit: 1, cursor }))).toBe(
        'malformed-request',
      )
    })

    it.each([
      [AN_ID, -1],
      [AN_ID, 1.5],
      [AN_ID, '0'],
      ['not-an-id', 0],
    ])('is refused by the entries of a wallet: %j, %j', async (...place) => {
      const { id } = await the().aPerson('Owner')
      const cursor = cursorOf(`entries ${id}`, ...place)

      expect(await codeOf(the().ports.wallets.entries(id, { limit: 1, cursor }))).toBe(
        'malformed-request',
      )
    })
  })
}
