import { describe, expect, it } from 'vitest'
import { createAuctionHouse, type Lot, type Ports } from '../src/index.ts'
import { houseWith } from './a-house.ts'
import { aLot, HOUR, scheduled } from './a-lot.ts'

async function open(lot: Lot) {
  const { house, state } = houseWith(lot)
  await house.openDueLots()
  return state
}

describe('openDueLots on a lot that has become live', () => {
  const schedule = scheduled(0, HOUR)
  const lot = aLot({ schedule, opened: false })

  it('logs lot-opened with the schedule', async () => {
    const { events } = await open(lot)

    expect(events).toEqual([
      {
        type: 'lot-opened',
        data: {
          opensAt: schedule.opensAt.toISOString(),
          closesAt: schedule.closesAt.toISOString(),
        },
      },
    ])
  })

  it('increases the version and changes nothing else', async () => {
    const state = await open(lot)

    expect(state.lot).toEqual({ ...lot, opened: true, version: lot.version + 1 })
    expect(state.effects?.transfers).toEqual([])
  })

  it('logs lot-opened once', async () => {
    const { house, state } = houseWith(lot)

    await house.openDueLots()
    await house.openDueLots()

    expect(state.events).toHaveLength(1)
  })
})

describe('openDueLots on a lot that is not live', () => {
  it.each([
    { name: 'one millisecond before opensAt', lot: { schedule: scheduled(1, HOUR) } },
    { name: 'closed', lot: { schedule: scheduled(-HOUR, 0) } },
    { name: 'withdrawn', lot: { withdrawn: true } },
    { name: 'a draft', lot: { schedule: null } },
  ])('ignores a lot that is $name', async ({ lot: overrides }) => {
    const lot = aLot({ ...overrides, opened: false })

    const state = await open(lot)

    expect(state.lot).toBe(lot)
    expect(state.events).toEqual([])
  })
})

describe('openDueLots when one lot fails', () => {
  it('opens the others, then throws the error', async () => {
    const opened: string[] = []
    const house = createAuctionHouse(
      {
        lots: {
          unopened: async () => ['one', 'broken', 'three'],
          onLot: async (id: string) => {
            if (id === 'broken') throw new Error('broken')
            opened.push(id)
            return { answer: null, replayed: false }
          },
        },
      } as unknown as Ports,
      { softCloseSeconds: 120, sessionHours: 1, sessionIdleHours: 1 },
    )

    await expect(house.openDueLots()).rejects.toThrow('broken')

    expect(opened).toEqual(['one', 'three'])
  })
})
