import { describe, expect, it } from 'vitest'
import { createAuctionHouse, type LotId, type Ports, viewLot } from '../src/index.ts'
import { aHouseWith, said } from './a-house.ts'
import { ada, after, aLot, DAY, NOW, sam } from './a-lot.ts'
import { aMessage, POSITION } from './a-room.ts'

const SETTINGS = { softCloseSeconds: 120, sessionHours: 1, sessionIdleHours: 1 }
const draft = aLot({ schedule: null, opened: false })

describe('a room that is read', () => {
  it('shows the lot, what was bid and said, who watches, and from where its stream goes on', async () => {
    const lot = aLot()
    const { house } = aHouseWith(lot)

    expect(await house.readRoom({ lotId: lot.id, reader: null })).toEqual({
      lot: viewLot(lot, NOW),
      bids: [expect.objectContaining({ bidder: ada, seq: 6 })],
      messages: [aMessage],
      watching: 2,
      position: `${POSITION.epoch}:${POSITION.seq}`,
    })
  })

  it('is asked for twenty bids and fifty messages', async () => {
    const asked: unknown[] = []
    const snapshot = async (_: LotId, most: unknown) => {
      asked.push(most)
      return null
    }
    const house = createAuctionHouse({ rooms: { snapshot } } as unknown as Ports, SETTINGS)

    await said(house.readRoom({ lotId: draft.id, reader: null }))

    expect(asked).toEqual([{ bids: 20, messages: 50 }])
  })

  it('is watched by nobody where nobody has told of any', async () => {
    const lot = aLot()
    const position = POSITION
    const house = createAuctionHouse(
      {
        rooms: { snapshot: async () => ({ lot, bids: [], messages: [], position, now: NOW }) },
        presence: { watching: async () => new Map() },
      } as unknown as Ports,
      SETTINGS,
    )

    expect(await house.readRoom({ lotId: lot.id, reader: null })).toMatchObject({ watching: 0 })
  })
})

describe('a room that is not there', () => {
  const reads = [
    { name: 'the room', read: 'readRoom' },
    { name: 'its messages', read: 'listMessages' },
  ] as const

  it.each(reads)('is not found, of a draft by anybody but its seller: $name', async ({ read }) => {
    const { house } = aHouseWith(draft)
    const asking = (reader: typeof ada | null) =>
      said<unknown>(house[read]({ lotId: draft.id, reader, limit: 1 }))

    expect(await asking(ada)).toMatchObject({ refused: 'not-found' })
    expect(await asking(null)).toMatchObject({ refused: 'not-found' })
    expect(await asking(sam)).toHaveProperty('answer')
  })

  it('is not found where there is no such lot', async () => {
    const { house } = aHouseWith(aLot())
    const lotId = 'nowhere' as LotId

    expect(await said(house.readRoom({ lotId, reader: null }))).toMatchObject({
      refused: 'not-found',
    })
  })
})

describe('what was said in a room', () => {
  it('is listed page by page', async () => {
    const lot = aLot()
    const { house } = aHouseWith(lot)

    const page = await house.listMessages({
      lotId: lot.id,
      reader: null,
      limit: 1,
      cursor: 'a place',
    })

    expect(page).toEqual({ items: [aMessage], next: 'a place' })
  })
})

describe('the logs of all rooms', () => {
  it('lose what is older than thirty days', async () => {
    const trimmed: Date[] = []
    const house = createAuctionHouse(
      {
        clock: { now: async () => NOW },
        rooms: { trim: async (before: Date) => trimmed.push(before) > 1 },
      } as unknown as Ports,
      SETTINGS,
    )

    await house.trimRooms()

    expect(trimmed).toEqual([after(-30 * DAY)])
  })
})
