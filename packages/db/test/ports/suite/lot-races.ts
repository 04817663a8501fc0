import type { LotId, User } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { allOf, MINUTE, type TheEvening } from './an-evening.ts'

const TEN = Array.from({ length: 10 }, (_, index) => index)

/** Asks for two things at the same moment, now one first, now the other. */
const inEitherOrder = (turn: number, ...ask: (() => Promise<unknown>)[]) =>
  allOf((turn % 2 ? ask : ask.toReversed()).map((one) => one()))

/** A seller who does something with a lot while others do, too. */
export const lotRaces = (the: TheEvening) => {
  /** The same race on ten lots at the same moment. */
  const onTenLots = async <Ran>(
    aLot: (seller: User) => Promise<LotId>,
    race: (on: { lotId: LotId; seller: User; bidder: User; turn: number }) => Promise<Ran>,
  ) => {
    const seller = await the().aPerson('Seller')
    const bidders = await the().people(10, 500_00)
    const lots = await Promise.all(TEN.map(() => aLot(seller)))
    return Promise.all(
      lots.map((lotId, turn) => race({ lotId, seller, bidder: bidders[turn] as User, turn })),
    )
  }

  describe('ten edits at the same moment', () => {
    it('that name the same version stand once, and are stale nine times', async () => {
      const seller = await the().aPerson('Seller')
      const lotId = await the().aDraft(seller)

      const { answers, refusals } = await allOf(
        TEN.map((index) => the().edit(lotId, seller, 1, { title: `Title ${index}` })),
      )

      expect(answers).toMatchObject([{ version: 2 }])
      expect(refusals.map(({ code }) => code)).toEqual(Array(9).fill('stale'))
      expect(await the().read(lotId, seller)).toEqual(answers[0])
    })

    it('that name none all stand, each as a version of its own', async () => {
      const seller = await the().aPerson('Seller')
      const lotId = await the().aDraft(seller)

      const { answers } = await allOf(
        TEN.map((index) => the().edit(lotId, seller, 'any', { title: `Title ${index}` })),
      )

      const last = answers.find(({ version }) => version === 11)
      expect(new Set(answers.map(({ version }) => version)).size).toBe(10)
      expect(await the().read(lotId, seller)).toEqual(last)
    })
  })

  describe('a lot that is withdrawn as somebody bids', () => {
    it('is gone, or has the bid: never both, never neither', async () => {
      const aLot = (seller: User) => the().aLot(seller)

      const races = await onTenLots(aLot, async ({ lotId, seller, bidder, turn }) => {
        const { answers, refusals } = await inEitherOrder(
          turn,
          () => the().bid(lotId, bidder, 100_00),
          () => the().house.withdrawLot({ lotId, caller: seller }),
        )
        const [lot, bids] = [await the().read(lotId), await the().bidsOn(lotId)]
        const told = refusals.map(({ code }) => code)
        return { stood: answers.length, told, status: lot.status, bids: bids.length }
      })

      for (const { status, ...race } of races)
        expect({ status, ...race }).toEqual(
          status === 'withdrawn'
            ? { status, stood: 1, told: ['lot-not-live'], bids: 0 }
            : { status: 'live', stood: 1, told: ['lot-has-bids'], bids: 1 },
        )
    })
  })

  describe('a draft that is scheduled as somebody bids', () => {
    it('opens; the bid is the first thing after that, or finds no lot', async () => {
      const aDraft = (seller: User) => the().aDraft(seller)

      const races = await onTenLots(aDraft, async ({ lotId, seller, bidder, turn }) => {
        const { refusals } = await inEitherOrder(
          turn,
          () => the().bid(lotId, bidder, 100_00),
          () => the().schedule(lotId, seller),
        )
        const [{ status }, bids] = [await the().read(lotId), await the().bidsOn(lotId)]
        return { status, seqs: bids.map(({ seq }) => seq), told: refusals.map(({ code }) => code) }
      })

      for (const { seqs, ...race } of races)
        expect({ seqs, ...race }).toEqual(
          seqs.length > 0
            ? { status: 'live', seqs: [3], told: [] }
            : { status: 'live', seqs: [], told: ['not-found'] },
        )
    })
  })

  describe('a draft that is scheduled as it is edited', () => {
    it('is open as it was last read: an edit that comes after is stale', async () => {
      const aDraft = (seller: User) => the().aDraft(seller)

      const races = await onTenLots(aDraft, async ({ lotId, seller, turn }) => {
        const { refusals } = await inEitherOrder(
          turn,
          () => the().edit(lotId, seller, 1, { title: 'Clock' }),
          () => the().schedule(lotId, seller),
        )
        const { title, version, status } = await the().read(lotId)
        return { title, version, status, told: refusals.map(({ code }) => code) }
      })

      for (const { title, ...race } of races)
        expect({ title, ...race }).toEqual(
          title === 'Clock'
            ? { title, status: 'live', version: 3, told: [] }
            : { title: 'Brass sextant', status: 'live', version: 2, told: ['stale'] },
        )
    })
  })

  describe('a lot that is put off as it opens', () => {
    it('keeps its schedule, and takes the bids', async () => {
      const aLot = (seller: User) => the().aLot(seller, { opens: MINUTE })
      const lots: LotId[] = []
      await onTenLots(aLot, async ({ lotId }) => lots.push(lotId))
      const bidder = await the().aPerson('Bidder', 2_000_00)

      the().later(MINUTE)
      const races = lots.map(async (lotId, turn) => {
        const { seller } = await the().read(lotId)
        const { refusals } = await inEitherOrder(
          turn,
          () => the().bid(lotId, bidder, 100_00),
          () => the().schedule(lotId, seller, { opens: MINUTE }),
        )
        const { status, bidCount } = await the().read(lotId)
        return { status, bidCount, told: refusals.map(({ code }) => code) }
      })

      for (const race of await Promise.all(races))
        expect(race).toEqual({ status: 'live', bidCount: 1, told: ['lot-not-draft'] })
    })
  })
}
