import { describe, expect, it } from 'vitest'
import { type Lot, money, type User } from '../../src/index.ts'
import { highestMaximumLeads } from '../../src/rules/highest-maximum-leads.ts'
import { ada, aLot, ben, ledBy } from '../a-lot.ts'

const standingAfter = (lot: Lot, bidder: User, maximum: number) =>
  highestMaximumLeads(lot, { bidder, maximum: money(maximum) })

describe('the first bid', () => {
  it('leads at the starting price, whatever its maximum', () => {
    const standing = standingAfter(aLot(), ada, 300_00)

    expect(standing).toEqual(ledBy(ada, 300_00, 100_00))
  })
})

describe('a bid above the leading maximum', () => {
  const lot = aLot({ standing: ledBy(ada, 300_00, 100_00) })

  it('leads at one increment above the maximum it beat', () => {
    expect(standingAfter(lot, ben, 500_00)).toEqual(ledBy(ben, 500_00, 310_00))
  })

  it('pays its own maximum where that is less than an increment above', () => {
    expect(standingAfter(lot, ben, 300_01)).toEqual(ledBy(ben, 300_01, 300_01))
  })

  it('pays the full increment where its maximum is just that', () => {
    expect(standingAfter(lot, ben, 310_00)).toEqual(ledBy(ben, 310_00, 310_00))
  })
})

describe('a bid below the leading maximum', () => {
  const lot = aLot({ standing: ledBy(ada, 300_00, 100_00) })

  it('lifts the price to one increment above itself, and the leader stays', () => {
    expect(standingAfter(lot, ben, 150_00)).toEqual(ledBy(ada, 300_00, 155_00))
  })

  it('lifts the price to the leading maximum at the most', () => {
    expect(standingAfter(lot, ben, 295_00)).toEqual(ledBy(ada, 300_00, 300_00))
  })
})

describe('a bid equal to the leading maximum', () => {
  it('leaves the earlier bidder in the lead, at that maximum', () => {
    const lot = aLot({ standing: ledBy(ada, 300_00, 100_00) })

    expect(standingAfter(lot, ben, 300_00)).toEqual(ledBy(ada, 300_00, 300_00))
  })
})

describe('a leader who raises their own maximum', () => {
  it('does not move the price', () => {
    const lot = aLot({ standing: ledBy(ada, 300_00, 155_00) })

    expect(standingAfter(lot, ada, 900_00)).toEqual(ledBy(ada, 900_00, 155_00))
  })

  it('lifts the price to a reserve that the raise reaches', () => {
    const lot = aLot({ standing: ledBy(ada, 300_00, 155_00), reservePrice: money(400_00) })

    expect(standingAfter(lot, ada, 399_99)).toEqual(ledBy(ada, 399_99, 155_00))
    expect(standingAfter(lot, ada, 400_00)).toEqual(ledBy(ada, 400_00, 400_00))
  })
})
