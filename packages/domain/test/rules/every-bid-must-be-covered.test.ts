import { describe, expect, it } from 'vitest'
import { money } from '../../src/index.ts'
import { everyBidMustBeCovered, heldOf } from '../../src/rules/every-bid-must-be-covered.ts'
import { ada, aLot, ben, ledBy, wallet } from '../a-lot.ts'

describe('a bidder with the maximum and its premium at hand', () => {
  it('is covered to the cent', () => {
    const bid = { bidder: ada.id, maximum: money(100_00), wallet: wallet(110_00) }

    expect(everyBidMustBeCovered(aLot(), bid)).toBeNull()
  })

  it('is refused with a cent less, and told that cent', () => {
    const bid = { bidder: ada.id, maximum: money(100_00), wallet: wallet(109_99) }

    expect(everyBidMustBeCovered(aLot(), bid)).toMatchObject({
      code: 'insufficient-funds',
      facts: { required: 1 },
    })
  })
})

describe('a bidder who leads', () => {
  const lot = aLot({ standing: ledBy(ada, 200_00, 100_00) })

  it('has what this lot holds of them as well', () => {
    const bid = { bidder: ada.id, maximum: money(210_00), wallet: wallet(11_00, 220_00) }

    expect(heldOf(lot, ada.id)).toBe(220_00)
    expect(everyBidMustBeCovered(lot, bid)).toBeNull()
  })

  it('has nothing of what other lots hold', () => {
    const bid = { bidder: ada.id, maximum: money(210_00), wallet: wallet(10_99, 720_00) }

    expect(everyBidMustBeCovered(lot, bid)).toMatchObject({ facts: { required: 1 } })
  })
})

describe('a bidder who does not lead', () => {
  const lot = aLot({ standing: ledBy(ada, 900_00, 100_00) })

  it('must cover even a bid that will not lead', () => {
    const bid = { bidder: ben.id, maximum: money(200_00), wallet: wallet(100_00) }

    expect(everyBidMustBeCovered(lot, bid)).toMatchObject({ facts: { required: 120_00 } })
  })

  it('has nothing held by the lot', () => {
    expect(heldOf(lot, ben.id)).toBe(0)
  })
})
