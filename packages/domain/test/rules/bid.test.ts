import { describe, expect, it } from 'vitest'
import { type Lot, money, type User } from '../../src/index.ts'
import {
  checkBidder,
  checkCover,
  checkMinimumBid,
  heldFor,
  minimumBid,
  minimumBidFor,
  nextStanding,
} from '../../src/rules/bid.ts'
import { ada, aLot, ben, ledBy, sam, wallet } from '../a-lot.ts'

describe('checkBidder', () => {
  it('rejects the seller with own-lot', () => {
    expect(checkBidder(aLot(), sam.id)).toMatchObject({ code: 'own-lot' })
  })

  it('accepts any other user', () => {
    expect(checkBidder(aLot(), ada.id)).toBeNull()
  })
})

describe('checkMinimumBid', () => {
  describe('on a lot without bids', () => {
    const lot = aLot({ startingPrice: money(120_00) })

    it('accepts the starting price', () => {
      expect(minimumBid(lot)).toBe(120_00)
      expect(checkMinimumBid(lot, { bidder: ada.id, maximum: money(120_00) })).toBeNull()
    })

    it('rejects one cent less with the starting price as minimumBid', () => {
      const error = checkMinimumBid(lot, { bidder: ada.id, maximum: money(119_99) })

      expect(error).toMatchObject({ code: 'bid-too-low', facts: { minimumBid: 120_00 } })
    })
  })

  describe('for a rival of the leader', () => {
    const lot = aLot({ standing: ledBy(ada, 300_00, 150_00) })

    it('accepts the price plus one increment', () => {
      expect(minimumBid(lot)).toBe(155_00)
      expect(checkMinimumBid(lot, { bidder: ben.id, maximum: money(155_00) })).toBeNull()
    })

    it('rejects one cent less with the minimum', () => {
      const error = checkMinimumBid(lot, { bidder: ben.id, maximum: money(154_99) })

      expect(error).toMatchObject({ code: 'bid-too-low', facts: { minimumBid: 155_00 } })
    })

    it('uses the increment at the price, not at the leading maximum', () => {
      const other = aLot({ standing: ledBy(ada, 900_00, 49_99) })

      expect(minimumBid(other)).toBe(50_99)
    })
  })

  describe('when the leader raises their own maximum', () => {
    const lot = aLot({ standing: ledBy(ada, 300_00, 150_00) })

    it('accepts one cent more than the leading maximum', () => {
      expect(minimumBidFor(lot, ada.id)).toBe(300_01)
      expect(checkMinimumBid(lot, { bidder: ada.id, maximum: money(300_01) })).toBeNull()
    })

    it('rejects the same maximum with that minimum', () => {
      const error = checkMinimumBid(lot, { bidder: ada.id, maximum: money(300_00) })

      expect(error).toMatchObject({ code: 'bid-too-low', facts: { minimumBid: 300_01 } })
    })
  })
})

describe('checkCover', () => {
  describe('for the first bid', () => {
    it('accepts exactly the maximum plus its premium', () => {
      const bid = { bidder: ada.id, maximum: money(100_00), wallet: wallet(110_00) }

      expect(checkCover(aLot(), bid)).toBeNull()
    })

    it('rejects one cent less with the missing amount', () => {
      const bid = { bidder: ada.id, maximum: money(100_00), wallet: wallet(109_99) }

      expect(checkCover(aLot(), bid)).toMatchObject({
        code: 'insufficient-funds',
        facts: { required: 1 },
      })
    })
  })

  describe('for the leader', () => {
    const lot = aLot({ standing: ledBy(ada, 200_00, 100_00) })

    it('adds the amount held for this lot', () => {
      const bid = { bidder: ada.id, maximum: money(210_00), wallet: wallet(11_00, 220_00) }

      expect(heldFor(lot, ada.id)).toBe(220_00)
      expect(checkCover(lot, bid)).toBeNull()
    })

    it('does not add amounts held for other lots', () => {
      const bid = { bidder: ada.id, maximum: money(210_00), wallet: wallet(10_99, 720_00) }

      expect(checkCover(lot, bid)).toMatchObject({ facts: { required: 1 } })
    })
  })

  describe('for a rival of the leader', () => {
    const lot = aLot({ standing: ledBy(ada, 900_00, 100_00) })

    it('requires cover for a bid that will not lead', () => {
      const bid = { bidder: ben.id, maximum: money(200_00), wallet: wallet(100_00) }

      expect(checkCover(lot, bid)).toMatchObject({ facts: { required: 120_00 } })
    })

    it('adds nothing: the lot holds no money of a rival', () => {
      expect(heldFor(lot, ben.id)).toBe(0)
    })
  })
})

describe('nextStanding', () => {
  const standingAfter = (lot: Lot, bidder: User, maximum: number) =>
    nextStanding(lot, { bidder, maximum: money(maximum) })

  describe('on the first bid', () => {
    it('sets the price to the starting price', () => {
      const standing = standingAfter(aLot(), ada, 300_00)

      expect(standing).toEqual(ledBy(ada, 300_00, 100_00))
    })
  })

  describe('on a bid above the leading maximum', () => {
    const lot = aLot({ standing: ledBy(ada, 300_00, 100_00) })

    it('sets the price one increment above the losing maximum', () => {
      expect(standingAfter(lot, ben, 500_00)).toEqual(ledBy(ben, 500_00, 310_00))
    })

    it('limits the price to the new maximum', () => {
      expect(standingAfter(lot, ben, 300_01)).toEqual(ledBy(ben, 300_01, 300_01))
    })

    it('sets the full increment when the new maximum is exactly that', () => {
      expect(standingAfter(lot, ben, 310_00)).toEqual(ledBy(ben, 310_00, 310_00))
    })
  })

  describe('on a bid below the leading maximum', () => {
    const lot = aLot({ standing: ledBy(ada, 300_00, 100_00) })

    it('keeps the leader and sets the price one increment above the bid', () => {
      expect(standingAfter(lot, ben, 150_00)).toEqual(ledBy(ada, 300_00, 155_00))
    })

    it('limits the price to the leading maximum', () => {
      expect(standingAfter(lot, ben, 295_00)).toEqual(ledBy(ada, 300_00, 300_00))
    })
  })

  describe('on a bid equal to the leading maximum', () => {
    it('keeps the earlier bidder in the lead at that maximum', () => {
      const lot = aLot({ standing: ledBy(ada, 300_00, 100_00) })

      expect(standingAfter(lot, ben, 300_00)).toEqual(ledBy(ada, 300_00, 300_00))
    })
  })

  describe('when the leader raises their own maximum', () => {
    it('keeps the price', () => {
      const lot = aLot({ standing: ledBy(ada, 300_00, 155_00) })

      expect(standingAfter(lot, ada, 900_00)).toEqual(ledBy(ada, 900_00, 155_00))
    })

    it('raises the price to a reserve that the new maximum reaches', () => {
      const lot = aLot({ standing: ledBy(ada, 300_00, 155_00), reservePrice: money(400_00) })

      expect(standingAfter(lot, ada, 399_99)).toEqual(ledBy(ada, 399_99, 155_00))
      expect(standingAfter(lot, ada, 400_00)).toEqual(ledBy(ada, 400_00, 400_00))
    })
  })
})
