import { describe, expect, it } from 'vitest'
import type { Lot, User } from '../src/index.ts'
import { money } from '../src/index.ts'
import type { EditLot } from '../src/use-cases/edit-lot.ts'
import { aHouseWith, said } from './a-house.ts'
import { ada, aLot, ben, HOUR, ledBy, sam, scheduled } from './a-lot.ts'

const draft = aLot({ schedule: null, opened: false, version: 4 })
const seen = [{ version: 4, status: 'draft' }] as const

type Edit = Partial<Omit<EditLot, 'lotId'>>

async function editing(lot: Lot, edit: Edit) {
  const { house, kept } = aHouseWith(lot)
  const outcome = await said(house.editLot({ lotId: lot.id, caller: sam, seen, ...edit }))
  return { outcome, kept }
}

async function withdrawing(lot: Lot, caller: User = sam) {
  const { house, kept } = aHouseWith(lot)
  const outcome = await said(house.withdrawLot({ lotId: lot.id, caller }))
  return { outcome, kept, events: kept.effects?.events.map(({ type }) => type) }
}

describe('a draft that its seller edits', () => {
  it('says the new and keeps the rest', async () => {
    const { outcome, kept } = await editing(draft, { title: 'Octant' })

    expect(outcome).toMatchObject({ answer: { title: 'Octant', version: 5, status: 'draft' } })
    expect(kept.lot).toEqual({ ...draft, title: 'Octant', version: 5 })
  })

  it('keeps its version where nothing is new', async () => {
    const { outcome } = await editing(draft, { title: draft.title })

    expect(outcome).toMatchObject({ answer: { version: 4 } })
  })

  it('loses its reserve to null alone', async () => {
    const reserved = aLot({ ...draft, reservePrice: money(200_00) })

    expect((await editing(reserved, {})).kept.lot.reservePrice).toBe(200_00)
    expect((await editing(reserved, { reservePrice: null })).kept.lot.reservePrice).toBeNull()
  })

  it('may not start above its reserve', async () => {
    const reserved = aLot({ ...draft, reservePrice: money(200_00) })

    const { outcome } = await editing(reserved, { startingPrice: money(200_01) })

    expect(outcome).toMatchObject({ refused: 'invalid' })
  })
})

describe('an edit with several faults', () => {
  const stale = [{ version: 1, status: 'draft' }] as const
  const live = aLot({ version: 4 })

  it('is refused for who asks first, then for what they have seen, then for the state', async () => {
    const refused = await Promise.all([
      editing(draft, { caller: ada, seen: stale }),
      editing(live, { caller: ada, seen: stale }),
      editing(live, { seen: stale }),
      editing(live, { seen: 'any' }),
    ])

    expect(refused.map(({ outcome }) => outcome)).toMatchObject([
      { refused: 'not-found' },
      { refused: 'not-your-lot' },
      { refused: 'stale' },
      { refused: 'lot-not-draft' },
    ])
  })
})

describe('a lot that its seller withdraws', () => {
  it.each([
    { case: 'a draft', lot: draft },
    { case: 'scheduled', lot: aLot({ schedule: scheduled(HOUR, 2 * HOUR), opened: false }) },
    { case: 'live without a bid', lot: aLot({}) },
  ])('is withdrawn while it is $case, and its room hears of it', async ({ lot }) => {
    const { outcome, kept, events } = await withdrawing(lot)

    expect(outcome).toEqual({ answer: undefined })
    expect(kept.lot).toEqual({ ...lot, withdrawn: true, version: lot.version + 1 })
    expect(events).toEqual(['lot-withdrawn'])
  })

  it('is live first, for a room that has not heard that it is', async () => {
    const { kept, events } = await withdrawing(aLot({ opened: false }))

    expect(events).toEqual(['lot-opened', 'lot-withdrawn'])
    expect(kept.lot).toMatchObject({ opened: true, withdrawn: true })
  })

  it('stays as it is the second time', async () => {
    const lot = aLot({ withdrawn: true })

    const { kept, events } = await withdrawing(lot)

    expect(kept.lot).toBe(lot)
    expect(events).toEqual([])
  })

  it.each([
    { refused: 'lot-has-bids', lot: aLot({ standing: ledBy(ben, 100_00), bidCount: 1 }) },
    { refused: 'lot-closed', lot: aLot({ schedule: scheduled(-2 * HOUR, -HOUR) }) },
  ])('is not where the answer is $refused', async ({ refused, lot }) => {
    const { outcome, kept } = await withdrawing(lot)

    expect(outcome).toMatchObject({ refused })
    expect(kept.lot).toBe(lot)
  })

  it("is nobody else's to withdraw", async () => {
    const { outcome } = await withdrawing(aLot({}), ada)

    expect(outcome).toMatchObject({ refused: 'not-your-lot' })
  })
})
