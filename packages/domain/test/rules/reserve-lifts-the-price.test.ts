import { describe, expect, it } from 'vitest'
import { money } from '../../src/index.ts'
import { highestMaximumLeads } from '../../src/rules/highest-maximum-leads.ts'
import { isReserveMet, reserveLiftsThePrice } from '../../src/rules/reserve-lifts-the-price.ts'
import { ada, aLot, ben, ledBy } from '../a-lot.ts'

describe('a lot with a reserve', () => {
  const lot = aLot({ reservePrice: money(250_00) })

  it('is lifted to it by a leading maximum that reaches it', () => {
    const standing = ledBy(ada, 250_00, 100_00)

    expect(reserveLiftsThePrice(lot, standing)).toEqual(ledBy(ada, 250_00, 250_00))
  })

  it('is not lifted by one that misses it by a cent', () => {
    const standing = ledBy(ada, 249_99, 100_00)

    expect(reserveLiftsThePrice(lot, standing)).toEqual(standing)
  })

  it('never falls to it from a higher price', () => {
    const standing = ledBy(ada, 400_00, 310_00)

    expect(reserveLiftsThePrice(lot, standing)).toEqual(standing)
  })

  it('is lifted by the very first bid', () => {
    const standing = highestMaximumLeads(lot, { bidder: ada, maximum: money(300_00) })

    expect(standing).toEqual(ledBy(ada, 300_00, 250_00))
  })

  it('is lifted by the rival who takes the lead and reaches it', () => {
    const led = { ...lot, standing: ledBy(ada, 200_00, 100_00) }

    const standing = highestMaximumLeads(led, { bidder: ben, maximum: money(300_00) })

    expect(standing).toEqual(ledBy(ben, 300_00, 250_00))
  })
})

describe('whether the reserve is met', () => {
  const reservePrice = money(250_00)

  it('is nobody’s question where there is none', () => {
    expect(isReserveMet(aLot({ standing: ledBy(ada, 900_00) }))).toBeNull()
  })

  it('is no before the first bid', () => {
    expect(isReserveMet(aLot({ reservePrice }))).toBe(false)
  })

  it('is no while the price is a cent below it', () => {
    expect(isReserveMet(aLot({ reservePrice, standing: ledBy(ada, 249_99) }))).toBe(false)
  })

  it('is yes from the reserve on', () => {
    expect(isReserveMet(aLot({ reservePrice, standing: ledBy(ada, 300_00, 250_00) }))).toBe(true)
  })
})
