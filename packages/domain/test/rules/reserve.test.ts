import { describe, expect, it } from 'vitest'
import { money } from '../../src/index.ts'
import { nextStanding } from '../../src/rules/bid.ts'
import { checkReserve, isReserveMet, raisedToReserve } from '../../src/rules/reserve.ts'
import { ada, aLot, ben, ledBy } from '../a-lot.ts'

const startingPrice = money(100_00)

describe('checkReserve', () => {
  it('accepts a reserve at or above the starting price, and no reserve', () => {
    for (const reservePrice of [startingPrice, money(100_01), null])
      expect(checkReserve({ startingPrice, reservePrice })).toBeNull()
  })

  it('rejects one cent below with invalid at /reservePrice, without the amount', () => {
    const error = checkReserve({ startingPrice, reservePrice: money(99_99) })

    expect(error).toMatchObject({
      code: 'invalid',
      facts: { errors: [{ pointer: '/reservePrice', message: expect.stringMatching(/at least/) }] },
    })
  })
})

describe('raisedToReserve', () => {
  const lot = aLot({ reservePrice: money(250_00) })

  it('raises the price when the leading maximum reaches the reserve', () => {
    const standing = ledBy(ada, 250_00, 100_00)

    expect(raisedToReserve(lot, standing)).toEqual(ledBy(ada, 250_00, 250_00))
  })

  it('keeps the price when the maximum is one cent short', () => {
    const standing = ledBy(ada, 249_99, 100_00)

    expect(raisedToReserve(lot, standing)).toEqual(standing)
  })

  it('never lowers a higher price', () => {
    const standing = ledBy(ada, 400_00, 310_00)

    expect(raisedToReserve(lot, standing)).toEqual(standing)
  })

  it('applies to the first bid', () => {
    const standing = nextStanding(lot, { bidder: ada, maximum: money(300_00) })

    expect(standing).toEqual(ledBy(ada, 300_00, 250_00))
  })

  it('applies to a rival who takes the lead', () => {
    const led = { ...lot, standing: ledBy(ada, 200_00, 100_00) }

    const standing = nextStanding(led, { bidder: ben, maximum: money(300_00) })

    expect(standing).toEqual(ledBy(ben, 300_00, 250_00))
  })
})

describe('isReserveMet', () => {
  const reservePrice = money(250_00)

  it('returns null for a lot without a reserve', () => {
    expect(isReserveMet(aLot({ standing: ledBy(ada, 900_00) }))).toBeNull()
  })

  it('returns false before the first bid', () => {
    expect(isReserveMet(aLot({ reservePrice }))).toBe(false)
  })

  it('returns false when the price is one cent below', () => {
    expect(isReserveMet(aLot({ reservePrice, standing: ledBy(ada, 249_99) }))).toBe(false)
  })

  it('returns true when the price equals the reserve', () => {
    expect(isReserveMet(aLot({ reservePrice, standing: ledBy(ada, 300_00, 250_00) }))).toBe(true)
  })
})
