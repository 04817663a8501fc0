import { describe, expect, it } from 'vitest'
import type { Lot, Schedule, User } from '../src/index.ts'
import { aHouseWith, said } from './a-house.ts'
import { ada, after, aLot, HOUR, ledBy, SECOND, sam, scheduled } from './a-lot.ts'

const draft = aLot({ schedule: null, opened: false, version: 1 })
const tomorrow = scheduled(24 * HOUR, 25 * HOUR)

async function scheduling(lot: Lot, schedule: Schedule, caller: User = sam) {
  const { house, kept } = aHouseWith(lot)
  const outcome = await said(house.scheduleLot({ lotId: lot.id, caller, ...schedule }))
  return { outcome, kept, events: kept.effects?.events.map(({ type }) => type) }
}

describe('a draft that its seller schedules', () => {
  it('is scheduled, and its room hears of it', async () => {
    const { outcome, kept, events } = await scheduling(draft, tomorrow)

    expect(outcome).toMatchObject({ answer: { status: 'scheduled', version: 2, minimumBid: null } })
    expect(kept.lot.schedule).toEqual(tomorrow)
    expect(events).toEqual(['lot-scheduled'])
  })

  it('opens at once where the opening is past', async () => {
    const { outcome, kept, events } = await scheduling(draft, scheduled(-HOUR, HOUR))

    expect(outcome).toMatchObject({ answer: { status: 'live', minimumBid: 100_00 } })
    expect(kept.lot.opened).toBe(true)
    expect(events).toEqual(['lot-scheduled', 'lot-opened'])
  })

  it('is refused a schedule that cannot be', async () => {
    const { outcome } = await scheduling(draft, scheduled(HOUR, HOUR))

    expect(outcome).toMatchObject({ refused: 'bad-schedule' })
  })
})

describe('a lot that has not opened yet', () => {
  it('takes another schedule', async () => {
    const lot = aLot({ schedule: scheduled(HOUR, 2 * HOUR), opened: false })

    const { kept, events } = await scheduling(lot, tomorrow)

    expect(kept.lot).toMatchObject({ schedule: tomorrow, version: lot.version + 1 })
    expect(events).toEqual(['lot-scheduled'])
  })
})

describe('the same schedule again', () => {
  it.each([
    { name: 'before the opening', schedule: scheduled(HOUR, 2 * HOUR), status: 'scheduled' },
    { name: 'while the lot is live', schedule: scheduled(), status: 'live' },
    { name: 'after the close', schedule: scheduled(-2 * HOUR, -HOUR), status: 'unsold' },
  ])('$name changes nothing', async ({ schedule, status }) => {
    const lot = aLot({ schedule })

    const { outcome, kept, events } = await scheduling(lot, { ...schedule })

    expect(outcome).toMatchObject({ answer: { status, version: lot.version } })
    expect(kept.lot).toEqual(lot)
    expect(events).toEqual([])
  })
})

describe('a lot that has opened', () => {
  it('keeps its schedule', async () => {
    const { outcome } = await scheduling(aLot(), tomorrow)

    expect(outcome).toMatchObject({ refused: 'lot-not-draft' })
  })

  it('keeps it at the very opening', async () => {
    const { outcome } = await scheduling(aLot({ schedule: scheduled(0, HOUR) }), tomorrow)

    expect(outcome).toMatchObject({ refused: 'lot-not-draft' })
  })

  it('is refused for that before its schedule is looked at', async () => {
    const { outcome } = await scheduling(aLot(), scheduled(HOUR, HOUR))

    expect(outcome).toMatchObject({ refused: 'lot-not-draft' })
  })
})

describe('a lot whose close a late bid has moved', () => {
  const { opensAt, closesAt } = scheduled()
  const extended = { opensAt, closesAt: after(90 * SECOND, closesAt) }
  const lot = aLot({ schedule: extended, standing: ledBy(ada, 100_00) })

  it('does not take its first schedule back', async () => {
    const { outcome } = await scheduling(lot, { opensAt, closesAt })

    expect(outcome).toMatchObject({ refused: 'lot-not-draft' })
  })

  it('takes the one it has, as the same again', async () => {
    const { outcome } = await scheduling(lot, extended)

    expect(outcome).toMatchObject({ answer: { version: lot.version } })
  })
})

describe('somebody who is not the seller', () => {
  it('finds no draft', async () => {
    const { outcome } = await scheduling(draft, tomorrow, ada)

    expect(outcome).toMatchObject({ refused: 'not-found' })
  })

  it('is refused a lot that everybody sees, before anything else is looked at', async () => {
    const { outcome } = await scheduling(aLot(), scheduled(HOUR, HOUR), ada)

    expect(outcome).toMatchObject({ refused: 'not-your-lot' })
  })
})
