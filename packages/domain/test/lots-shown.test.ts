import { describe, expect, it } from 'vitest'
import { money, slugOf, viewLot } from '../src/index.ts'
import { aHouseWith, said } from './a-house.ts'
import { ada, after, aLot, HOUR, ledBy, NOW, sam, scheduled } from './a-lot.ts'

describe('a lot that is shown', () => {
  const lot = aLot({
    standing: ledBy(ada, 987_65, 432_10),
    reservePrice: money(400_00),
    bidCount: 3,
  })

  it('tells all that a bidder must know', () => {
    expect(viewLot(lot, NOW)).toEqual({
      id: 'lot',
      slug: 'brass-sextant',
      title: 'Brass sextant',
      description: 'With its case.',
      status: 'live',
      seller: sam,
      currency: 'EUR',
      startingPrice: 100_00,
      price: 432_10,
      bidCount: 3,
      minimumBid: 442_10,
      reserveMet: true,
      leader: ada,
      opensAt: scheduled().opensAt.toISOString(),
      closesAt: scheduled().closesAt.toISOString(),
      version: 3,
    })
  })

  it('never carries a maximum or a reserve, in any status', () => {
    const moments = [-2 * HOUR, 0, 2 * HOUR].map((milliseconds) => after(milliseconds))
    const views = moments.map((now) => viewLot({ ...lot, reservePrice: money(321_09) }, now))

    expect(views.map(({ status }) => status)).toEqual(['scheduled', 'live', 'sold'])
    expect(JSON.stringify(views)).not.toMatch(/98765|32109|maximum|reservePrice/)
  })

  it.each([
    { status: 'draft', lot: aLot({ schedule: null }) },
    { status: 'scheduled', lot: aLot({ schedule: scheduled(1, HOUR) }) },
    { status: 'unsold', lot: aLot({ schedule: scheduled(-HOUR, 0) }) },
    { status: 'withdrawn', lot: aLot({ withdrawn: true }) },
  ])('has no minimum bid while it is $status', ({ status, lot }) => {
    expect(viewLot(lot, NOW)).toMatchObject({ status, minimumBid: null, price: null, leader: null })
  })
})

describe('the title of a lot in an address', () => {
  it.each([
    { title: 'Brass sextant, 1890', slug: 'brass-sextant-1890' },
    { title: '  Über  allem  ', slug: 'uber-allem' },
    { title: 'Ⅷ ﬁne ½', slug: 'viii-fine-1-2' },
    { title: '地図', slug: 'lot' },
    { title: '¡¿…?!', slug: 'lot' },
    { title: 'a'.repeat(120), slug: 'a'.repeat(80) },
    { title: `${'a'.repeat(79)} b`, slug: 'a'.repeat(79) },
  ])('$title becomes $slug', ({ title, slug }) => {
    expect(slugOf(title)).toBe(slug)
  })
})

describe('a draft', () => {
  const draft = aLot({ schedule: null })

  it('is shown to its seller and to nobody else', async () => {
    const { house } = aHouseWith(draft)

    expect(await said(house.readLot({ lotId: draft.id, reader: sam }))).toHaveProperty('answer')
    expect(await said(house.readLot({ lotId: draft.id, reader: ada }))).toMatchObject({
      refused: 'not-found',
    })
    expect(await said(house.listBids({ lotId: draft.id, reader: null, limit: 1 }))).toMatchObject({
      refused: 'not-found',
    })
  })
})
