import { describe, expect, it } from 'vitest'
import { draftsAreTheirSellersAlone } from '../../src/rules/drafts-are-their-sellers-alone.ts'
import { ada, aLot, HOUR, sam, scheduled } from '../a-lot.ts'

describe('a draft', () => {
  const draft = aLot({ schedule: null, opened: false })

  it('is there for its seller', () => {
    expect(draftsAreTheirSellersAlone(draft, sam.id)).toBeNull()
  })

  it('does not exist for anybody else, signed in or not', () => {
    expect(draftsAreTheirSellersAlone(draft, ada.id)).toMatchObject({ code: 'not-found' })
    expect(draftsAreTheirSellersAlone(draft, null)).toMatchObject({ code: 'not-found' })
  })
})

describe('a lot that was withdrawn before it was ever scheduled', () => {
  it('stays as a draft to everybody but its seller', () => {
    const lot = aLot({ schedule: null, opened: false, withdrawn: true })

    expect(draftsAreTheirSellersAlone(lot, sam.id)).toBeNull()
    expect(draftsAreTheirSellersAlone(lot, ada.id)).toMatchObject({ code: 'not-found' })
  })
})

describe('a lot with a schedule', () => {
  it('is there for everybody, open or not', () => {
    expect(draftsAreTheirSellersAlone(aLot(), null)).toBeNull()
    expect(
      draftsAreTheirSellersAlone(aLot({ schedule: scheduled(HOUR, 2 * HOUR) }), null),
    ).toBeNull()
  })
})
