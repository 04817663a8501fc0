import { describe, expect, it } from 'vitest'
import { type Lot, money, createAuctionHouse, type Ports } from '../src/index.ts'
import { aHouseWith, told } from './a-house.ts'
import { ada, aLot, HOUR, ledBy, sam, scheduled, wallet } from './a-lot.ts'

const closed = scheduled(-2 * HOUR, 0)

async function closing(lot: Lot) {
  const { house, kept } = aHouseWith(lot, [
    [sam, wallet(0)],
    [ada, wallet(0, 330_00)],
  ])
  return { ...(await house.closeDueLots()), kept }
}

describe('a lot that is sold', () => {
  const lot = aLot({ schedule: closed, standing: ledBy(ada, 300_00, 155_05) })

  it('pays the hammer to the seller, the premium to the house, and the rest back', async () => {
    const { settled, kept } = await closing(lot)

    expect(settled).toBe(1)
    expect(told(kept.effects?.transfers)).toEqual([
      'settlement: ada.held -33000, sam.available 15505, .fees 1551, ada.available 15944',
    ])
    expect(kept.wallets.get(sam.id)).toEqual(wallet(155_05))
    expect(kept.wallets.get(ada.id)).toEqual(wallet(159_44))
  })

  it('is written down with its winner, and told to the room', async () => {
    const { kept } = await closing(lot)

    expect(kept.effects).toMatchObject({
      settlement: { winner: ada.id, hammer: 155_05, premium: 15_51 },
      events: [{ type: 'lot-closed', data: { status: 'sold', price: 155_05, winner: ada } }],
    })
    expect(kept.lot).toMatchObject({ settled: true, version: lot.version + 1 })
  })

  it('leaves nothing over where the price is the maximum', async () => {
    const { kept } = await closing({ ...lot, standing: ledBy(ada, 300_00) })

    expect(told(kept.effects?.transfers)).toEqual([
      'settlement: ada.held -33000, sam.available 30000, .fees 3000',
    ])
  })
})

describe('a lot that misses its reserve', () => {
  it('gives the whole hold back, and has no winner and no fee', async () => {
    const standing = ledBy(ada, 300_00, 155_00)
    const { kept } = await closing(
      aLot({ schedule: closed, standing, reservePrice: money(400_00) }),
    )

    expect(told(kept.effects?.transfers)).toEqual(['release: ada.held -33000, ada.available 33000'])
    expect(kept.effects).toMatchObject({
      settlement: { winner: null, hammer: 0, premium: 0 },
      events: [{ type: 'lot-closed', data: { status: 'unsold', price: null, winner: null } }],
    })
  })
})

describe('a lot that nobody bid on', () => {
  it('moves no money, and its room hears that it opened before it hears that it closed', async () => {
    const { settled, kept } = await closing(aLot({ schedule: closed, opened: false }))

    expect(settled).toBe(1)
    expect(kept.effects?.transfers).toEqual([])
    expect(kept.effects?.events.map(({ type }) => type)).toEqual(['lot-opened', 'lot-closed'])
  })
})

describe('a lot that is not due', () => {
  it.each([
    { name: 'live for another millisecond', lot: aLot({ schedule: scheduled(-HOUR, 1) }) },
    { name: 'settled before', lot: aLot({ schedule: closed, settled: true }) },
    { name: 'withdrawn', lot: aLot({ schedule: closed, withdrawn: true }) },
    { name: 'a draft', lot: aLot({ schedule: null }) },
  ])('because it is $name is left alone', async ({ lot }) => {
    const { settled, kept } = await closing(lot)

    expect(settled).toBe(0)
    expect(kept.lot).toBe(lot)
    expect(kept.effects).toMatchObject({ transfers: [], events: [] })
  })
})

describe('a lot that cannot be settled', () => {
  it('holds up no other, and is told of after them', async () => {
    const settled: string[] = []
    const house = createAuctionHouse(
      {
        lots: {
          due: async () => ['one', 'broken', 'three'].map((id) => ({ id, seller: sam.id })),
          onLot: async (id: string) => {
            if (id === 'broken') throw new Error('broken')
            settled.push(id)
            return { answer: true, replayed: false }
          },
        },
      } as unknown as Ports,
      { softCloseSeconds: 120, sessionHours: 1, sessionIdleHours: 1 },
    )

    await expect(house.closeDueLots()).rejects.toThrow('broken')

    expect(settled).toEqual(['one', 'three'])
  })
})
