import { describe, expect, it } from 'vitest'
import { type Lot, money, slugOf, type User, viewLot } from '../src/index.ts'
import type { EditLotInput } from '../src/use-cases/lots.ts'
import { houseWith, resultOf } from './a-house.ts'
import { ada, after, aLot, ben, HOUR, ledBy, NOW, sam, scheduled } from './a-lot.ts'

const draft = aLot({ schedule: null, opened: false, version: 4 })
const seen = [{ version: 4, status: 'draft' }] as const

type Changes = Partial<Omit<EditLotInput, 'lotId'>>

async function edit(lot: Lot, changes: Changes) {
  const { house, state } = houseWith(lot)
  const result = await resultOf(house.editLot({ lotId: lot.id, caller: sam, seen, ...changes }))
  return { result, state }
}

async function withdraw(lot: Lot, caller: User = sam) {
  const { house, state } = houseWith(lot)
  const result = await resultOf(house.withdrawLot({ lotId: lot.id, caller }))
  return { result, state, events: state.effects?.events.map(({ type }) => type) }
}

describe('editLot on a draft', () => {
  it('changes the given fields and keeps the others', async () => {
    const { result, state } = await edit(draft, { title: 'Octant' })

    expect(result).toMatchObject({ answer: { title: 'Octant', version: 5, status: 'draft' } })
    expect(state.lot).toEqual({ ...draft, title: 'Octant', version: 5 })
  })

  it('keeps the version when nothing changes', async () => {
    const { result } = await edit(draft, { title: draft.title })

    expect(result).toMatchObject({ answer: { version: 4 } })
  })

  it('removes the reserve only for null', async () => {
    const reserved = aLot({ ...draft, reservePrice: money(200_00) })

    expect((await edit(reserved, {})).state.lot.reservePrice).toBe(200_00)
    expect((await edit(reserved, { reservePrice: null })).state.lot.reservePrice).toBeNull()
  })

  it('returns invalid for a starting price above the reserve', async () => {
    const reserved = aLot({ ...draft, reservePrice: money(200_00) })

    const { result } = await edit(reserved, { startingPrice: money(200_01) })

    expect(result).toMatchObject({ error: 'invalid' })
  })
})

describe('editLot with several errors', () => {
  const stale = [{ version: 1, status: 'draft' }] as const
  const live = aLot({ version: 4 })

  it('checks the caller, then the revision, then the status', async () => {
    const results = await Promise.all([
      edit(draft, { caller: ada, seen: stale }),
      edit(live, { caller: ada, seen: stale }),
      edit(live, { seen: stale }),
      edit(live, { seen: 'any' }),
    ])

    expect(results.map(({ result }) => result)).toMatchObject([
      { error: 'not-found' },
      { error: 'not-your-lot' },
      { error: 'stale' },
      { error: 'lot-not-draft' },
    ])
  })
})

describe('withdrawLot', () => {
  it.each([
    { case: 'a draft', lot: draft },
    { case: 'scheduled', lot: aLot({ schedule: scheduled(HOUR, 2 * HOUR), opened: false }) },
    { case: 'live without a bid', lot: aLot({}) },
  ])('withdraws a lot that is $case and logs lot-withdrawn', async ({ lot }) => {
    const { result, state, events } = await withdraw(lot)

    expect(result).toEqual({ answer: undefined })
    expect(state.lot).toEqual({ ...lot, withdrawn: true, version: lot.version + 1 })
    expect(events).toEqual(['lot-withdrawn'])
  })

  it('logs lot-opened first when the opening is not logged yet', async () => {
    const { state, events } = await withdraw(aLot({ opened: false }))

    expect(events).toEqual(['lot-opened', 'lot-withdrawn'])
    expect(state.lot).toMatchObject({ opened: true, withdrawn: true })
  })

  it('changes nothing for a withdrawn lot', async () => {
    const lot = aLot({ withdrawn: true })

    const { state, events } = await withdraw(lot)

    expect(state.lot).toBe(lot)
    expect(events).toEqual([])
  })

  it.each([
    { error: 'lot-has-bids', lot: aLot({ standing: ledBy(ben, 100_00), bidCount: 1 }) },
    { error: 'lot-closed', lot: aLot({ schedule: scheduled(-2 * HOUR, -HOUR) }) },
  ])('returns $error', async ({ error, lot }) => {
    const { result, state } = await withdraw(lot)

    expect(result).toMatchObject({ error })
    expect(state.lot).toBe(lot)
  })

  it('returns not-your-lot for another user', async () => {
    const { result } = await withdraw(aLot({}), ada)

    expect(result).toMatchObject({ error: 'not-your-lot' })
  })
})

describe('viewLot', () => {
  const lot = aLot({
    standing: ledBy(ada, 987_65, 432_10),
    reservePrice: money(400_00),
    bidCount: 3,
  })

  it('returns the public fields', () => {
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
      softCloseSeconds: 120,
      version: 3,
    })
  })

  it('never contains a maximum or a reserve', () => {
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
  ])('returns null as minimumBid of a lot that is $status', ({ status, lot }) => {
    expect(viewLot(lot, NOW)).toMatchObject({ status, minimumBid: null, price: null, leader: null })
  })
})

describe('slugOf', () => {
  it.each([
    { title: 'Brass sextant, 1890', slug: 'brass-sextant-1890' },
    { title: '  Über  allem  ', slug: 'uber-allem' },
    { title: 'Ⅷ ﬁne ½', slug: 'viii-fine-1-2' },
    { title: '地図', slug: 'lot' },
    { title: '¡¿…?!', slug: 'lot' },
    { title: 'a'.repeat(120), slug: 'a'.repeat(80) },
    { title: `${'a'.repeat(79)} b`, slug: 'a'.repeat(79) },
  ])('converts $title to $slug', ({ title, slug }) => {
    expect(slugOf(title)).toBe(slug)
  })
})

describe('readLot and listBids on a draft', () => {
  const draft = aLot({ schedule: null })

  it('return not-found for everybody but the seller', async () => {
    const { house } = houseWith(draft)

    expect(await resultOf(house.readLot({ lotId: draft.id, reader: sam }))).toHaveProperty('answer')
    expect(await resultOf(house.readLot({ lotId: draft.id, reader: ada }))).toMatchObject({
      error: 'not-found',
    })
    expect(
      await resultOf(house.listBids({ lotId: draft.id, reader: null, limit: 1 })),
    ).toMatchObject({
      error: 'not-found',
    })
  })
})
