import { describe, expect, it } from 'vitest'
import type { Lot, Schedule, User } from '../src/index.ts'
import { houseWith, resultOf } from './a-house.ts'
import { ada, after, aLot, HOUR, ledBy, sam, scheduled, SECOND } from './a-lot.ts'

const draft = aLot({ schedule: null, opened: false, version: 1 })
const tomorrow = scheduled(24 * HOUR, 25 * HOUR)

async function setSchedule(lot: Lot, to: Schedule, caller: User = sam) {
  const { house, state } = houseWith(lot)
  const result = await resultOf(house.scheduleLot({ lotId: lot.id, caller, ...to }))
  return { result, state, events: state.effects?.events.map(({ type }) => type) }
}

describe('scheduleLot on a draft', () => {
  it('schedules the lot and logs lot-scheduled', async () => {
    const { result, state, events } = await setSchedule(draft, tomorrow)

    expect(result).toMatchObject({ answer: { status: 'scheduled', version: 2, minimumBid: null } })
    expect(state.lot.schedule).toEqual(tomorrow)
    expect(events).toEqual(['lot-scheduled'])
  })

  it('opens the lot at once when opensAt is in the past', async () => {
    const { result, state, events } = await setSchedule(draft, scheduled(-HOUR, HOUR))

    expect(result).toMatchObject({ answer: { status: 'live', minimumBid: 100_00 } })
    expect(state.lot.opened).toBe(true)
    expect(events).toEqual(['lot-scheduled', 'lot-opened'])
  })

  it('returns bad-schedule for an invalid schedule', async () => {
    const { result } = await setSchedule(draft, scheduled(HOUR, HOUR))

    expect(result).toMatchObject({ error: 'bad-schedule' })
  })
})

describe('scheduleLot on a scheduled lot', () => {
  it('replaces the schedule', async () => {
    const lot = aLot({ schedule: scheduled(HOUR, 2 * HOUR), opened: false })

    const { state, events } = await setSchedule(lot, tomorrow)

    expect(state.lot).toMatchObject({ schedule: tomorrow, version: lot.version + 1 })
    expect(events).toEqual(['lot-scheduled'])
  })
})

describe('scheduleLot with the present schedule', () => {
  it.each([
    { name: 'before the opening', schedule: scheduled(HOUR, 2 * HOUR), status: 'scheduled' },
    { name: 'while the lot is live', schedule: scheduled(), status: 'live' },
    { name: 'after the close', schedule: scheduled(-2 * HOUR, -HOUR), status: 'unsold' },
  ])('changes nothing $name', async ({ schedule, status }) => {
    const lot = aLot({ schedule })

    const { result, state, events } = await setSchedule(lot, { ...schedule })

    expect(result).toMatchObject({ answer: { status, version: lot.version } })
    expect(state.lot).toEqual(lot)
    expect(events).toEqual([])
  })
})

describe('scheduleLot on an open lot', () => {
  it('returns lot-not-draft', async () => {
    const { result } = await setSchedule(aLot(), tomorrow)

    expect(result).toMatchObject({ error: 'lot-not-draft' })
  })

  it('returns lot-not-draft at opensAt', async () => {
    const { result } = await setSchedule(aLot({ schedule: scheduled(0, HOUR) }), tomorrow)

    expect(result).toMatchObject({ error: 'lot-not-draft' })
  })

  it('checks lot-not-draft before bad-schedule', async () => {
    const { result } = await setSchedule(aLot(), scheduled(HOUR, HOUR))

    expect(result).toMatchObject({ error: 'lot-not-draft' })
  })
})

describe('scheduleLot after a soft-close extension', () => {
  const original = scheduled()
  const extended = { ...original, closesAt: after(90 * SECOND, original.closesAt) }
  const lot = aLot({ schedule: extended, standing: ledBy(ada, 100_00) })

  it('returns lot-not-draft for the original schedule', async () => {
    const { result } = await setSchedule(lot, original)

    expect(result).toMatchObject({ error: 'lot-not-draft' })
  })

  it('changes nothing with the extended schedule', async () => {
    const { result } = await setSchedule(lot, extended)

    expect(result).toMatchObject({ answer: { version: lot.version } })
  })
})

describe('scheduleLot by another user', () => {
  it('returns not-found for a draft', async () => {
    const { result } = await setSchedule(draft, tomorrow, ada)

    expect(result).toMatchObject({ error: 'not-found' })
  })

  it('returns not-your-lot for a public lot before any other error', async () => {
    const { result } = await setSchedule(aLot(), scheduled(HOUR, HOUR), ada)

    expect(result).toMatchObject({ error: 'not-your-lot' })
  })
})

describe('scheduleLot with a soft close', () => {
  const { opensAt, closesAt } = tomorrow

  it('stores it and returns it with the lot', async () => {
    const { result, state } = await setSchedule(draft, { ...tomorrow, softCloseSeconds: 0 })

    expect(result).toMatchObject({ answer: { softCloseSeconds: 0 } })
    expect(state.lot.schedule).toEqual({ ...tomorrow, softCloseSeconds: 0 })
  })

  it('uses the default of the house when it is not given', async () => {
    const { house } = houseWith(draft, [], { softCloseSeconds: 45 })

    const lot = await house.scheduleLot({ lotId: draft.id, caller: sam, opensAt, closesAt })

    expect(lot.softCloseSeconds).toBe(45)
  })

  it('changes the schedule when only the soft close changes', async () => {
    const lot = aLot({ schedule: tomorrow, opened: false })

    const { result, events } = await setSchedule(lot, { ...tomorrow, softCloseSeconds: 300 })

    expect(result).toMatchObject({ answer: { softCloseSeconds: 300, version: lot.version + 1 } })
    expect(events).toEqual(['lot-scheduled'])
  })

  it('returns lot-not-draft for another soft close of an open lot', async () => {
    const { result } = await setSchedule(aLot(), { ...scheduled(), softCloseSeconds: 0 })

    expect(result).toMatchObject({ error: 'lot-not-draft' })
  })
})
