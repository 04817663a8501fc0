import { describe, expect, it } from 'vitest'
import {
  createAuctionHouse,
  type LotId,
  type Ports,
  readPosition,
  viewLot,
  writePosition,
} from '../src/index.ts'
import { houseWith, resultOf } from './a-house.ts'
import { ada, after, aLot, DAY, NOW, sam } from './a-lot.ts'
import { aMessage, POSITION } from './a-room.ts'

const SETTINGS = { softCloseSeconds: 120, sessionHours: 1, sessionIdleHours: 1 }
const draft = aLot({ schedule: null, opened: false })

describe('readRoom', () => {
  it('returns the lot, bids, messages, the number of watchers and the position', async () => {
    const lot = aLot()
    const { house } = houseWith(lot)

    expect(await house.readRoom({ lotId: lot.id, reader: null })).toEqual({
      lot: viewLot(lot, NOW),
      bids: [expect.objectContaining({ bidder: ada, seq: 6 })],
      messages: [aMessage],
      watching: 2,
      position: `${POSITION.epoch}:${POSITION.seq}`,
    })
  })

  it('reads at most twenty bids and fifty messages', async () => {
    const limits: unknown[] = []
    const snapshot = async (_: LotId, most: unknown) => {
      limits.push(most)
      return null
    }
    const house = createAuctionHouse({ rooms: { snapshot } } as unknown as Ports, SETTINGS)

    await resultOf(house.readRoom({ lotId: draft.id, reader: null }))

    expect(limits).toEqual([{ bids: 20, messages: 50 }])
  })

  it('returns 0 watchers without a report', async () => {
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

describe('readRoom and listMessages', () => {
  const operations = [{ operation: 'readRoom' }, { operation: 'listMessages' }] as const

  it.each(operations)(
    'return not-found for a draft of another seller: $operation',
    async ({ operation }) => {
      const { house } = houseWith(draft)
      const read = (reader: typeof ada | null) =>
        resultOf<unknown>(house[operation]({ lotId: draft.id, reader, limit: 1 }))

      expect(await read(ada)).toMatchObject({ error: 'not-found' })
      expect(await read(null)).toMatchObject({ error: 'not-found' })
      expect(await read(sam)).toHaveProperty('answer')
    },
  )

  it('return not-found for an unknown lot', async () => {
    const { house } = houseWith(aLot())
    const lotId = 'nowhere' as LotId

    expect(await resultOf(house.readRoom({ lotId, reader: null }))).toMatchObject({
      error: 'not-found',
    })
  })
})

describe('listMessages', () => {
  it('returns a page', async () => {
    const lot = aLot()
    const { house } = houseWith(lot)

    const page = await house.listMessages({
      lotId: lot.id,
      reader: null,
      limit: 1,
      cursor: 'a place',
    })

    expect(page).toEqual({ items: [aMessage], next: 'a place' })
  })
})

describe('trimRooms', () => {
  it('deletes events older than thirty days', async () => {
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

describe('writePosition and readPosition', () => {
  describe('with a position', () => {
    it.each([
      { written: 'abcdefgh:0', position: { epoch: 'abcdefgh', seq: 0 } },
      { written: '0a1b2c3d4e5f:1', position: { epoch: '0a1b2c3d4e5f', seq: 1 } },
      {
        written: `${'z9'.repeat(16)}:9999999999`,
        position: { epoch: 'z9'.repeat(16), seq: 9_999_999_999 },
      },
    ])('format and parse $written', ({ written, position }) => {
      expect(writePosition(position)).toBe(written)
      expect(readPosition(written)).toEqual(position)
    })
  })

  describe('with a malformed position', () => {
    it.each([
      { name: 'an empty string', written: '' },
      { name: 'an epoch alone', written: 'abcdefgh' },
      { name: 'an epoch without a seq', written: 'abcdefgh:' },
      { name: 'a seq without an epoch', written: ':7' },
      { name: 'a seq alone', written: '7' },
      { name: 'an epoch that is too short', written: 'abcdefg:7' },
      { name: 'an epoch that is too long', written: `${'a'.repeat(33)}:7` },
      { name: 'an epoch in capitals', written: 'ABCDEFGH:7' },
      { name: 'a negative seq', written: 'abcdefgh:-1' },
      { name: 'a fraction', written: 'abcdefgh:1.5' },
      { name: 'a leading zero', written: 'abcdefgh:07' },
      { name: 'a seq that is too large', written: 'abcdefgh:10000000000' },
      { name: 'non-ASCII digits', written: 'abcdefgh:٧' },
      { name: 'a leading space', written: ' abcdefgh:7' },
      { name: 'a trailing space', written: 'abcdefgh:7 ' },
      { name: 'a trailing newline', written: 'abcdefgh:7\n' },
      { name: 'a third part', written: 'abcdefgh:7:8' },
    ])('return null for $name', ({ written }) => {
      expect(readPosition(written)).toBeNull()
    })
  })
})
