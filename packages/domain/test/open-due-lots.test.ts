import { describe, expect, it } from 'vitest'
import { type Lot, createAuctionHouse, type Ports } from '../src/index.ts'
import { aHouseWith } from './a-house.ts'
import { aLot, HOUR, scheduled } from './a-lot.ts'

async function opening(lot: Lot) {
  const { house, kept } = aHouseWith(lot)
  await house.openDueLots()
  return kept
}

describe('a lot that has become live', () => {
  const schedule = scheduled(0, HOUR)
  const lot = aLot({ schedule, opened: false })

  it('is told so to its room, with its times', async () => {
    const { told } = await opening(lot)

    expect(told).toEqual([
      {
        type: 'lot-opened',
        data: {
          opensAt: schedule.opensAt.toISOString(),
          closesAt: schedule.closesAt.toISOString(),
        },
      },
    ])
  })

  it('is another version of itself, and nothing else of it changes', async () => {
    const kept = await opening(lot)

    expect(kept.lot).toEqual({ ...lot, opened: true, version: lot.version + 1 })
    expect(kept.effects?.transfers).toEqual([])
  })

  it('is told so once', async () => {
    const { house, kept } = aHouseWith(lot)

    await house.openDueLots()
    await house.openDueLots()

    expect(kept.told).toHaveLength(1)
  })
})

describe('a lot that nobody may bid on', () => {
  it.each([
    { name: 'not open for another millisecond', lot: { schedule: scheduled(1, HOUR) } },
    { name: 'over', lot: { schedule: scheduled(-HOUR, 0) } },
    { name: 'withdrawn', lot: { withdrawn: true } },
    { name: 'a draft', lot: { schedule: null } },
  ])('is left alone, for it is $name', async ({ lot: differently }) => {
    const lot = aLot({ ...differently, opened: false })

    const kept = await opening(lot)

    expect(kept.lot).toBe(lot)
    expect(kept.told).toEqual([])
  })
})

describe('a lot that cannot be opened', () => {
  it('holds up no other, and is told of after them', async () => {
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
