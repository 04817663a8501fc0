import { describe, expect, it } from 'vitest'
import { money } from '../../src/index.ts'
import {
  bidMustReachTheMinimum,
  minimumBid,
  minimumBidOf,
} from '../../src/rules/bid-must-reach-the-minimum.ts'
import { ada, aLot, ben, ledBy } from '../a-lot.ts'

describe('a lot without a bid', () => {
  const lot = aLot({ startingPrice: money(120_00) })

  it('takes its starting price', () => {
    expect(minimumBid(lot)).toBe(120_00)
    expect(bidMustReachTheMinimum(lot, { bidder: ada.id, maximum: money(120_00) })).toBeNull()
  })

  it('refuses one cent less, and says what it takes', () => {
    const refusal = bidMustReachTheMinimum(lot, { bidder: ada.id, maximum: money(119_99) })

    expect(refusal).toMatchObject({ code: 'bid-too-low', facts: { minimumBid: 120_00 } })
  })
})

describe('a lot with a leader', () => {
  const lot = aLot({ standing: ledBy(ada, 300_00, 150_00) })

  it('takes the price and its increment from a rival', () => {
    expect(minimumBid(lot)).toBe(155_00)
    expect(bidMustReachTheMinimum(lot, { bidder: ben.id, maximum: money(155_00) })).toBeNull()
  })

  it('refuses one cent less of a rival', () => {
    const refusal = bidMustReachTheMinimum(lot, { bidder: ben.id, maximum: money(154_99) })

    expect(refusal).toMatchObject({ code: 'bid-too-low', facts: { minimumBid: 155_00 } })
  })

  it('counts the increment at the price, not at the maximum behind it', () => {
    const behind = aLot({ standing: ledBy(ada, 900_00, 49_99) })

    expect(minimumBid(behind)).toBe(50_99)
  })
})

describe('a leader who raises their own maximum', () => {
  const lot = aLot({ standing: ledBy(ada, 300_00, 150_00) })

  it('need only exceed it by a cent', () => {
    expect(minimumBidOf(lot, ada.id)).toBe(300_01)
    expect(bidMustReachTheMinimum(lot, { bidder: ada.id, maximum: money(300_01) })).toBeNull()
  })

  it('is refused the same maximum again, and told that cent', () => {
    const refusal = bidMustReachTheMinimum(lot, { bidder: ada.id, maximum: money(300_00) })

    expect(refusal).toMatchObject({ code: 'bid-too-low', facts: { minimumBid: 300_01 } })
  })
})
