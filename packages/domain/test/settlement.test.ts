import { describe, expect, it } from 'vitest'
import { createAuctionHouse, type Lot, money, type Ports } from '../src/index.ts'
import { houseWith, linesOf } from './a-house.ts'
import { ada, aLot, HOUR, ledBy, sam, scheduled, wallet } from './a-lot.ts'

const closed = scheduled(-2 * HOUR, 0)

async function close(lot: Lot) {
  const { house, state } = houseWith(lot, [
    [sam, wallet(0)],
    [ada, wallet(0, 330_00)],
  ])
  return { ...(await house.closeDueLots()), state }
}

describe('closeDueLots on a sold lot', () => {
  const lot = aLot({ schedule: closed, standing: ledBy(ada, 300_00, 155_05) })

  it('pays the hammer price, the premium and the rest of the hold', async () => {
    const { settled, state } = await close(lot)

    expect(settled).toBe(1)
    expect(linesOf(state.effects?.transfers)).toEqual([
      'settlement: ada.held -33000, sam.available 15505, .fees 1551, ada.available 15944',
    ])
    expect(state.wallets.get(sam.id)).toEqual(wallet(155_05))
    expect(state.wallets.get(ada.id)).toEqual(wallet(159_44))
  })

  it('stores the settlement and logs lot-closed with the winner', async () => {
    const { state } = await close(lot)

    expect(state.effects).toMatchObject({
      settlement: { winner: ada.id, hammer: 155_05, premium: 15_51 },
      events: [{ type: 'lot-closed', data: { status: 'sold', price: 155_05, winner: ada } }],
    })
    expect(state.lot).toMatchObject({ settled: true, version: lot.version + 1 })
  })

  it('writes no line of zero when the price is the maximum', async () => {
    const { state } = await close({ ...lot, standing: ledBy(ada, 300_00) })

    expect(linesOf(state.effects?.transfers)).toEqual([
      'settlement: ada.held -33000, sam.available 30000, .fees 3000',
    ])
  })
})

describe('closeDueLots on a lot below its reserve', () => {
  it('releases the whole hold, without winner and premium', async () => {
    const standing = ledBy(ada, 300_00, 155_00)
    const { state } = await close(aLot({ schedule: closed, standing, reservePrice: money(400_00) }))

    expect(linesOf(state.effects?.transfers)).toEqual([
      'release: ada.held -33000, ada.available 33000',
    ])
    expect(state.effects).toMatchObject({
      settlement: { winner: null, hammer: 0, premium: 0 },
      events: [{ type: 'lot-closed', data: { status: 'unsold', price: null, winner: null } }],
    })
  })
})

describe('closeDueLots on a lot without bids', () => {
  it('moves no money and logs lot-opened before lot-closed', async () => {
    const { settled, state } = await close(aLot({ schedule: closed, opened: false }))

    expect(settled).toBe(1)
    expect(state.effects?.transfers).toEqual([])
    expect(state.effects?.events.map(({ type }) => type)).toEqual(['lot-opened', 'lot-closed'])
  })
})

describe('closeDueLots on a lot that is not due', () => {
  it.each([
    { name: 'live for one more millisecond', lot: aLot({ schedule: scheduled(-HOUR, 1) }) },
    { name: 'already settled', lot: aLot({ schedule: closed, settled: true }) },
    { name: 'withdrawn', lot: aLot({ schedule: closed, withdrawn: true }) },
    { name: 'a draft', lot: aLot({ schedule: null }) },
  ])('ignores a lot that is $name', async ({ lot }) => {
    const { settled, state } = await close(lot)

    expect(settled).toBe(0)
    expect(state.lot).toBe(lot)
    expect(state.effects).toMatchObject({ transfers: [], events: [] })
  })
})

describe('closeDueLots when one lot fails', () => {
  it('settles the others, then throws the error', async () => {
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
