import { describe, expect, it } from 'vitest'
import { type Lot, money, type Money, type User, type Wallet } from '../src/index.ts'
import { houseWith, linesOf, resultOf } from './a-house.ts'
import { ada, after, aLot, ben, HOUR, ledBy, NOW, sam, scheduled, SECOND, wallet } from './a-lot.ts'

const KEY = 'a-key-of-sixteen-characters'

/** Places one bid. Returns the result and the state of the house. */
async function bid(
  lot: Lot,
  bidder: User,
  maximum: number,
  users: readonly (readonly [User, Wallet])[] = [[bidder, wallet(10_000_00)]],
) {
  const { house, state } = houseWith(lot, users)
  const input = { lotId: lot.id, bidder, maximum: maximum as Money, key: KEY }
  const result = await resultOf(house.placeBid(input))
  return { result, state }
}

describe('placeBid with several errors', () => {
  const closed = scheduled(-2 * HOUR, -HOUR)
  const standing = ledBy(ada, 300_00, 200_00)
  const poor = wallet(0)

  it('returns not-found for a draft of another seller', async () => {
    const { result } = await bid(aLot({ schedule: null }), ben, 1, [[ben, poor]])

    expect(result).toMatchObject({ error: 'not-found' })
  })

  it('checks lot-not-live first', async () => {
    const lot = aLot({ schedule: closed, standing })

    const { result } = await bid(lot, sam, 1, [[sam, poor]])

    expect(result).toMatchObject({ error: 'lot-not-live' })
  })

  it('checks own-lot second', async () => {
    const { result } = await bid(aLot({ standing }), sam, 1, [[sam, poor]])

    expect(result).toMatchObject({ error: 'own-lot' })
  })

  it('checks bid-too-low third and returns the minimum bid', async () => {
    const { result } = await bid(aLot({ standing }), ben, 209_99, [[ben, poor]])

    expect(result).toEqual({ error: 'bid-too-low', facts: { minimumBid: 210_00 } })
  })

  it('checks insufficient-funds last and returns the missing amount', async () => {
    const { result } = await bid(aLot({ standing }), ben, 210_00, [[ben, wallet(30_00)]])

    expect(result).toEqual({ error: 'insufficient-funds', facts: { required: 201_00 } })
  })
})

describe('placeBid around opensAt', () => {
  it('returns lot-not-live one millisecond before', async () => {
    const { result } = await bid(aLot({ schedule: scheduled(1, HOUR) }), ada, 100_00)

    expect(result).toMatchObject({ error: 'lot-not-live' })
  })

  it('accepts a bid at opensAt and logs lot-opened before bid-placed', async () => {
    const lot = aLot({ schedule: scheduled(0, HOUR), opened: false })

    const { result, state } = await bid(lot, ada, 100_00)

    expect(result).toMatchObject({ answer: { answer: { leading: true } } })
    expect(state.effects?.events.map(({ type }) => type)).toEqual(['lot-opened', 'bid-placed'])
    expect(state.lot.opened).toBe(true)
  })

  it('logs lot-opened once', async () => {
    const { state } = await bid(aLot(), ada, 100_00)

    expect(state.effects?.events.map(({ type }) => type)).toEqual(['bid-placed'])
  })
})

describe('placeBid as the first bid', () => {
  it('holds the cover of the maximum', async () => {
    const { state } = await bid(aLot(), ada, 300_00, [[ada, wallet(400_00)]])

    expect(linesOf(state.effects?.transfers)).toEqual([
      'hold: ada.available -33000, ada.held 33000',
    ])
    expect(state.wallets.get(ada.id)).toEqual(wallet(70_00, 330_00))
  })

  it('increases version and bidCount by one', async () => {
    const { state } = await bid(aLot({ version: 3 }), ada, 300_00)

    expect(state.lot).toMatchObject({
      version: 4,
      bidCount: 1,
      standing: ledBy(ada, 300_00, 100_00),
    })
  })

  it('returns the bid, its seq in the log, and the lot after it', async () => {
    const { result } = await bid(aLot(), ada, 300_00)

    expect(result).toMatchObject({
      answer: {
        answer: {
          bid: { id: 'bid', lotId: 'lot', maximum: 300_00, at: NOW.toISOString(), seq: 7 },
          leading: true,
          lot: { price: 100_00, minimumBid: 105_00, leader: ada, bidCount: 1, status: 'live' },
        },
      },
    })
  })
})

describe('placeBid above the leading maximum', () => {
  const lot = aLot({ standing: ledBy(ada, 300_00, 100_00) })
  const users = [
    [ada, wallet(5_00, 330_00)],
    [ben, wallet(1_000_00)],
  ] as const

  it('releases the old hold, then holds the new cover', async () => {
    const { state } = await bid(lot, ben, 400_00, users)

    expect(linesOf(state.effects?.transfers)).toEqual([
      'release: ada.held -33000, ada.available 33000',
      'hold: ben.available -44000, ben.held 44000',
    ])
    expect(state.wallets.get(ada.id)).toEqual(wallet(335_00))
    expect(state.wallets.get(ben.id)).toEqual(wallet(560_00, 440_00))
  })
})

describe('placeBid below the leading maximum', () => {
  const lot = aLot({ standing: ledBy(ada, 300_00, 100_00) })
  const users = [
    [ada, wallet(0, 330_00)],
    [ben, wallet(500_00)],
  ] as const

  it('changes the price and moves no money', async () => {
    const { result, state } = await bid(lot, ben, 200_00, users)

    expect(result).toMatchObject({
      answer: { answer: { leading: false, lot: { price: 210_00 } } },
    })
    expect(state.effects?.transfers).toEqual([])
    expect(state.wallets.get(ben.id)).toEqual(wallet(500_00))
  })

  it('reveals the leading maximum neither to the room nor to the bidder', async () => {
    const { result, state } = await bid(lot, ben, 200_00, users)

    expect(JSON.stringify([result, state.effects?.events])).not.toContain('30000')
    expect(state.effects?.events).toEqual([
      {
        type: 'bid-placed',
        data: {
          bidder: ben,
          price: 210_00,
          bidCount: 2,
          minimumBid: 220_00,
          leader: ada,
          reserveMet: null,
          closesAt: lot.schedule?.closesAt.toISOString(),
        },
      },
    ])
  })
})

describe('placeBid by the leader', () => {
  const lot = aLot({
    standing: ledBy(ada, 300_00, 155_00),
    schedule: scheduled(-HOUR, 10 * SECOND),
  })

  it('changes the hold, but not the price or closesAt', async () => {
    const { state } = await bid(lot, ada, 310_00, [[ada, wallet(11_00, 330_00)]])

    expect(state.lot.standing).toEqual(ledBy(ada, 310_00, 155_00))
    expect(state.lot.schedule).toEqual(lot.schedule)
    expect(state.wallets.get(ada.id)).toEqual(wallet(0, 341_00))
  })

  it('counts and logs the bid', async () => {
    const { result, state } = await bid(lot, ada, 310_00, [[ada, wallet(11_00, 330_00)]])

    expect(result).toMatchObject({ answer: { answer: { leading: true, lot: { bidCount: 2 } } } })
    expect(state.effects).toMatchObject({
      bid: { bidder: ada.id, maximum: 310_00, price: 155_00 },
      events: [{ type: 'bid-placed' }],
    })
  })
})

describe('placeBid in the soft close', () => {
  it('returns the extended closesAt', async () => {
    const lot = aLot({ schedule: scheduled(-HOUR, 10 * SECOND) })

    const { result } = await bid(lot, ada, 100_00)

    const closesAt = after(120 * SECOND).toISOString()
    expect(result).toMatchObject({ answer: { answer: { lot: { closesAt } } } })
  })

  it('uses the soft close of the lot, not the default of the house', async () => {
    const lot = aLot({ schedule: scheduled(-HOUR, 10 * SECOND, 30) })

    const { result } = await bid(lot, ada, 100_00)

    const closesAt = after(30 * SECOND).toISOString()
    expect(result).toMatchObject({ answer: { answer: { lot: { closesAt } } } })
  })
})

describe('the Idempotency-Key of placeBid', () => {
  it('covers the lot and the maximum', async () => {
    const { state: first } = await bid(aLot(), ada, 300_00)
    const { state: again } = await bid(aLot(), ada, 300_00)
    const { state: higher } = await bid(aLot(), ada, money(300_01))

    expect(first.keys).toEqual(again.keys)
    expect(first.keys).toMatchObject([{ user: ada.id, key: KEY }])
    expect(higher.keys[0]?.fingerprint).not.toBe(first.keys[0]?.fingerprint)
  })
})
