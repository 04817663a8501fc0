import { describe, expect, it } from 'vitest'
import { sellersMayNotBidOnTheirOwnLot } from '../../src/rules/sellers-may-not-bid-on-their-own-lot.ts'
import { ada, aLot, sam } from '../a-lot.ts'

describe('a bid on a lot', () => {
  it('of its seller is refused', () => {
    expect(sellersMayNotBidOnTheirOwnLot(aLot(), sam.id)).toMatchObject({ code: 'own-lot' })
  })

  it('of anybody else is not', () => {
    expect(sellersMayNotBidOnTheirOwnLot(aLot(), ada.id)).toBeNull()
  })
})
