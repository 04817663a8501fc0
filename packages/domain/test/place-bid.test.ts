import { describe, expect, it } from 'vitest'
import { type Lot, type Money, money, type User, type Wallet } from '../src/index.ts'
import { aHouseWith, said, told } from './a-house.ts'
import { ada, after, aLot, ben, HOUR, ledBy, NOW, SECOND, sam, scheduled, wallet } from './a-lot.ts'

const KEY = 'a-key-of-sixteen-characters'

/** What comes of one bid on a lot. */
async function bidding(
  lot: Lot,
  bidder: User,
  maximum: number,
  people: readonly (readonly [User, Wallet])[] = [[bidder, wallet(10_000_00)]],
) {
  const { house, kept } = aHouseWith(lot, people)
  const asked = { lotId: lot.id, bidder, maximum: maximum as Money, key: KEY }
  const outcome = await said(house.placeBid(asked))
  return { outcome, kept }
}

describe('a bid with several faults', () => {
  const closed = scheduled(-2 * HOUR, -HOUR)
  const standing = ledBy(ada, 300_00, 200_00)
  const poor = wallet(0)

  it('is not found where the lot is a draft of somebody else', async () => {
    const { outcome } = await bidding(aLot({ schedule: null }), ben, 1, [[ben, poor]])

    expect(outcome).toMatchObject({ refused: 'not-found' })
  })

  it('is refused first for a lot that is not live', async () => {
    const lot = aLot({ schedule: closed, standing })

    const { outcome } = await bidding(lot, sam, 1, [[sam, poor]])

    expect(outcome).toMatchObject({ refused: 'lot-not-live' })
  })

  it('is refused next for a lot of one’s own', async () => {
    const { outcome } = await bidding(aLot({ standing }), sam, 1, [[sam, poor]])

    expect(outcome).toMatchObject({ refused: 'own-lot' })
  })

  it('is refused next as too low, and told the minimum', async () => {
    const { outcome } = await bidding(aLot({ standing }), ben, 209_99, [[ben, poor]])

    expect(outcome).toEqual({ refused: 'bid-too-low', facts: { minimumBid: 210_00 } })
  })

  it('is refused last for want of cover, and told what is missing', async () => {
    const { outcome } = await bidding(aLot({ standing }), ben, 210_00, [[ben, wallet(30_00)]])

    expect(outcome).toEqual({ refused: 'insufficient-funds', facts: { required: 201_00 } })
  })
})

describe('a bid on a lot that has just opened or is about to', () => {
  it('is refused a millisecond before', async () => {
    const { outcome } = await bidding(aLot({ schedule: scheduled(1, HOUR) }), ada, 100_00)

    expect(outcome).toMatchObject({ refused: 'lot-not-live' })
  })

  it('is taken at the opening, and the room hears of the opening first', async () => {
    const lot = aLot({ schedule: scheduled(0, HOUR), opened: false })

    const { outcome, kept } = await bidding(lot, ada, 100_00)

    expect(outcome).toMatchObject({ answer: { answer: { leading: true } } })
    expect(kept.effects?.events.map(({ type }) => type)).toEqual(['lot-opened', 'bid-placed'])
    expect(kept.lot.opened).toBe(true)
  })

  it('is told once: the next bid writes no opening', async () => {
    const { kept } = await bidding(aLot(), ada, 100_00)

    expect(kept.effects?.events.map(({ type }) => type)).toEqual(['bid-placed'])
  })
})

describe('the first bid on a lot', () => {
  it('has its cover held', async () => {
    const { kept } = await bidding(aLot(), ada, 300_00, [[ada, wallet(400_00)]])

    expect(told(kept.effects?.transfers)).toEqual(['hold: ada.available -33000, ada.held 33000'])
    expect(kept.wallets.get(ada.id)).toEqual(wallet(70_00, 330_00))
  })

  it('raises the version and the count of bids by one', async () => {
    const { kept } = await bidding(aLot({ version: 3 }), ada, 300_00)

    expect(kept.lot).toMatchObject({
      version: 4,
      bidCount: 1,
      standing: ledBy(ada, 300_00, 100_00),
    })
  })

  it('is answered with the bid, its place in the log, and the lot after it', async () => {
    const { outcome } = await bidding(aLot(), ada, 300_00)

    expect(outcome).toMatchObject({
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

describe('a bidder who is outbid', () => {
  const lot = aLot({ standing: ledBy(ada, 300_00, 100_00) })
  const people = [
    [ada, wallet(5_00, 330_00)],
    [ben, wallet(1_000_00)],
  ] as const

  it('gets the hold back before the other is held', async () => {
    const { kept } = await bidding(lot, ben, 400_00, people)

    expect(told(kept.effects?.transfers)).toEqual([
      'release: ada.held -33000, ada.available 33000',
      'hold: ben.available -44000, ben.held 44000',
    ])
    expect(kept.wallets.get(ada.id)).toEqual(wallet(335_00))
    expect(kept.wallets.get(ben.id)).toEqual(wallet(560_00, 440_00))
  })
})

describe('a bid that does not lead', () => {
  const lot = aLot({ standing: ledBy(ada, 300_00, 100_00) })
  const people = [
    [ada, wallet(0, 330_00)],
    [ben, wallet(500_00)],
  ] as const

  it('moves the price and no money', async () => {
    const { outcome, kept } = await bidding(lot, ben, 200_00, people)

    expect(outcome).toMatchObject({
      answer: { answer: { leading: false, lot: { price: 210_00 } } },
    })
    expect(kept.effects?.transfers).toEqual([])
    expect(kept.wallets.get(ben.id)).toEqual(wallet(500_00))
  })

  it('is told to the room and to its bidder without the leading maximum', async () => {
    const { outcome, kept } = await bidding(lot, ben, 200_00, people)

    expect(JSON.stringify([outcome, kept.effects?.events])).not.toContain('30000')
    expect(kept.effects?.events).toEqual([
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

describe('a leader who raises their own maximum', () => {
  const lot = aLot({
    standing: ledBy(ada, 300_00, 155_00),
    schedule: scheduled(-HOUR, 10 * SECOND),
  })

  it('changes the hold, and neither price nor close', async () => {
    const { kept } = await bidding(lot, ada, 310_00, [[ada, wallet(11_00, 330_00)]])

    expect(kept.lot.standing).toEqual(ledBy(ada, 310_00, 155_00))
    expect(kept.lot.schedule).toEqual(lot.schedule)
    expect(kept.wallets.get(ada.id)).toEqual(wallet(0, 341_00))
  })

  it('counts as a bid like any other', async () => {
    const { outcome, kept } = await bidding(lot, ada, 310_00, [[ada, wallet(11_00, 330_00)]])

    expect(outcome).toMatchObject({ answer: { answer: { leading: true, lot: { bidCount: 2 } } } })
    expect(kept.effects).toMatchObject({
      bid: { bidder: ada.id, maximum: 310_00, price: 155_00 },
      events: [{ type: 'bid-placed' }],
    })
  })
})

describe('a late bid', () => {
  it('is answered with the close it has moved', async () => {
    const lot = aLot({ schedule: scheduled(-HOUR, 10 * SECOND) })

    const { outcome } = await bidding(lot, ada, 100_00)

    const closesAt = after(120 * SECOND).toISOString()
    expect(outcome).toMatchObject({ answer: { answer: { lot: { closesAt } } } })
  })
})

describe('the key of a bid', () => {
  it('stands for the lot and the maximum', async () => {
    const { kept: first } = await bidding(aLot(), ada, 300_00)
    const { kept: again } = await bidding(aLot(), ada, 300_00)
    const { kept: higher } = await bidding(aLot(), ada, money(300_01))

    expect(first.keys).toEqual(again.keys)
    expect(first.keys).toMatchObject([{ user: ada.id, key: KEY }])
    expect(higher.keys[0]?.fingerprint).not.toBe(first.keys[0]?.fingerprint)
  })
})
