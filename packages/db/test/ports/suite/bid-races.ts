import { incrementAt, type LotId, money, type User } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { allOf, type Evening, type TheEvening } from './an-evening.ts'

/** Bids of each bidder at the same moment, one maximum each; the accepted ones in their order. */
async function bidAtOnce(
  evening: Evening,
  lotId: LotId,
  bids: readonly (readonly [User, number])[],
) {
  const asked = bids.map(([bidder, maximum]) => evening.bid(lotId, bidder, maximum))
  const { answers, refusals } = await allOf(asked)
  const accepted = answers.map(({ answer }) => answer.bid).sort((a, b) => a.seq - b.seq)
  return { accepted, refusals }
}

/** The house rule once more, in other words than the house's own: the price after each bid. */
function pricesOf(maxima: readonly number[], startingPrice: number): number[] {
  let highest = 0
  let price = startingPrice
  return maxima.map((maximum) => {
    const [loser, winner] = [Math.min(highest, maximum), Math.max(highest, maximum)]
    if (loser > 0) price = Math.min(winner, loser + incrementAt(money(loser)))
    highest = winner
    return price
  })
}

/** Bids that arrive at the same moment. */
export const bidRaces = (the: TheEvening) => {
  describe('twenty bids at the same moment', () => {
    const maxima = Array.from({ length: 20 }, (_, index) => 10_00 * (1 + ((index * 7) % 20)))

    const twentyBids = async () => {
      const bidders = await the().people(20, 1_000_00)
      const lotId = await the().aLot(await the().aPerson('Seller'), { startingPrice: 10_00 })
      const bids = maxima.map((maximum, index) => [bidders[index] as User, maximum] as const)
      return { bidders, lotId, bids, ...(await bidAtOnce(the(), lotId, bids)) }
    }

    it('each price stands once, and seq is dense', async () => {
      const { lotId, accepted, refusals } = await twentyBids()
      const listed = await the().bidsOn(lotId)

      const first = listed[0]?.seq ?? 0
      expect(accepted.length + refusals.length).toBe(20)
      expect(new Set(listed.map(({ price }) => price)).size).toBe(listed.length)
      expect(listed.map(({ seq }) => seq)).toEqual(listed.map((_, index) => first + index))
      expect(listed.map(({ id }) => id)).toEqual(accepted.map(({ id }) => id))
    })

    it('are played again by seq to the same prices and the same leader', async () => {
      const { lotId, bidders, accepted } = await twentyBids()
      const listed = await the().bidsOn(lotId)
      const lot = await the().read(lotId)

      const prices = pricesOf(
        accepted.map(({ maximum }) => maximum),
        10_00,
      )
      expect(listed.map(({ price }) => price)).toEqual(prices)
      expect(lot).toMatchObject({ price: prices.at(-1), bidCount: accepted.length })
      expect(lot.leader).toEqual(bidders[maxima.indexOf(200_00)])
    })

    it('are refused only as too low', async () => {
      const { refusals } = await twentyBids()

      for (const refusal of refusals) expect(refusal.code).toBe('bid-too-low')
    })

    it('hold the cover of the leader alone', async () => {
      const { bidders } = await twentyBids()
      const leader = maxima.indexOf(200_00)

      const wallets = await Promise.all(bidders.map((bidder) => the().walletOf(bidder)))
      expect(wallets).toEqual(
        wallets.map((_, index) =>
          index === leader ? { available: 780_00, held: 220_00 } : { available: 1_000_00, held: 0 },
        ),
      )
    })
  })

  describe('twenty equal bids at the same moment', () => {
    it('are accepted of the first, who leads, and of one who makes the price', async () => {
      const bidders = await the().people(20, 100_00)
      const lotId = await the().aLot(await the().aPerson('Seller'), { startingPrice: 10_00 })

      const { accepted, refusals } = await bidAtOnce(
        the(),
        lotId,
        bidders.map((bidder) => [bidder, 50_00] as const),
      )

      const listed = await the().bidsOn(lotId)
      expect(accepted.length).toBe(2)
      expect(refusals.length).toBe(18)
      expect(listed.map(({ price }) => price)).toEqual([10_00, 50_00])
      expect((await the().read(lotId)).leader).toEqual(listed[0]?.bidder)
    })
  })

  describe('one balance and several lots', () => {
    it('backs as many bids at once as it covers', async () => {
      const bidder = await the().aPerson('Bidder', 220_00)
      const seller = await the().aPerson('Seller')
      const lots = await Promise.all(Array.from({ length: 6 }, () => the().aLot(seller)))

      const { answers, refusals } = await allOf(lots.map((id) => the().bid(id, bidder, 100_00)))

      expect(answers.length).toBe(2)
      expect(refusals.map(({ code }) => code)).toEqual(Array(4).fill('insufficient-funds'))
      expect(await the().walletOf(bidder)).toEqual({ available: 0, held: 220_00 })
    })
  })

  describe('everybody on every lot at once', () => {
    it('waits for nobody in a circle, and ends with one hold for each lot', async () => {
      const bidders = await the().people(6, 10_000_00)
      const lots = await Promise.all(bidders.map((seller) => the().aLot(seller)))

      const { refusals } = await allOf(
        lots.flatMap((lotId, lot) =>
          bidders.flatMap((bidder, index) =>
            [1, 2].map((round) =>
              the().bid(lotId, bidder, (100 + 50 * ((index + lot) % 6) * round) * 100),
            ),
          ),
        ),
      )

      const wallets = await Promise.all(bidders.map((bidder) => the().walletOf(bidder)))
      const led = await Promise.all(lots.map((lotId) => the().read(lotId)))
      expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['bid-too-low', 'own-lot']))
      expect(led.every(({ leader }) => leader !== null)).toBe(true)
      for (const { available, held } of wallets) expect(available + held).toBe(10_000_00)
    })
  })
}
