import { type LotId, readPosition } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { DAY, MINUTE, type TheEvening } from './an-evening.ts'

const TEN = Array.from({ length: 10 }, (_, index) => index)
const NOWHERE = '01890a5d-ac96-774b-bcce-b302099a8057' as LotId

/** The log of a room, and the room at one moment. */
export const rooms = (the: TheEvening) => {
  const aRoom = async (lot: { opens?: number; closes?: number } = {}) => {
    const [ada, seller] = [await the().aPerson('Ada', 10_000_00), await the().aPerson('Seller')]
    return { ada, seller, lotId: await the().aLot(seller, lot) }
  }

  /** Where the log of a room stands. */
  const topOf = async (lotId: LotId) => (await the().ports.rooms.tops([lotId])).get(lotId)

  describe('the log of a room', () => {
    it('tells in order what became of its lot', async () => {
      const { ada, lotId } = await aRoom()
      await the().bid(lotId, ada, 150_00)
      await the().say(lotId, ada, 'Mine?')
      await the().settled(lotId)

      const log = await the().logOf(lotId)

      const { opensAt, closesAt } = await the().read(lotId)
      const times = { opensAt, closesAt }
      expect(log.map(({ seq, type, data }) => ({ seq, type, data }))).toEqual([
        { seq: 1, type: 'lot-scheduled', data: times },
        { seq: 2, type: 'lot-opened', data: times },
        {
          seq: 3,
          type: 'bid-placed',
          data: {
            bidder: ada,
            price: 100_00,
            bidCount: 1,
            minimumBid: 105_00,
            leader: ada,
            reserveMet: null,
            closesAt,
          },
        },
        { seq: 4, type: 'message-posted', data: expect.objectContaining({ text: 'Mine?' }) },
        { seq: 5, type: 'lot-closed', data: { status: 'sold', price: 100_00, winner: ada } },
      ])
    })

    it('is read after a place, as much as is asked for', async () => {
      const { ada, lotId } = await aRoom()
      for (const text of ['One', 'Two', 'Three']) await the().say(lotId, ada, text)
      const seqsAfter = async (seq: number, limit: number) =>
        (await the().ports.rooms.after(lotId, seq, limit)).map((event) => event.seq)

      expect(await seqsAfter(0, 2)).toEqual([1, 2])
      expect(await seqsAfter(2, 2)).toEqual([3, 4])
      expect(await seqsAfter(4, 2)).toEqual([5])
      expect(await seqsAfter(5, 2)).toEqual([])
      expect(await seqsAfter(99, 2)).toEqual([])
    })

    it('of a lot that is not there is empty, and stands nowhere', async () => {
      const { lotId } = await aRoom()

      expect(await the().logOf(NOWHERE)).toEqual([])
      expect(await the().ports.rooms.tops([lotId, NOWHERE])).toEqual(
        new Map([[lotId, { seq: 2, trimmed: 0 }]]),
      )
      expect(await the().ports.rooms.tops([])).toEqual(new Map())
    })
  })

  describe('a room at one moment', () => {
    it('shows the newest bids and messages, as many as are asked for', async () => {
      const { ada, lotId } = await aRoom()
      for (const maximum of [100_00, 200_00, 300_00]) {
        await the().bid(lotId, ada, maximum)
        await the().say(lotId, ada, `${maximum}`)
      }

      const room = await the().ports.rooms.snapshot(lotId, { bids: 2, messages: 1 })

      expect(room?.bids.map(({ seq }) => seq)).toEqual([7, 5])
      expect(room?.messages.map(({ text }) => text)).toEqual(['30000'])
      expect(room?.lot).toEqual(await the().ports.lots.find(lotId))
      expect(room?.position).toEqual({ epoch: await the().ports.rooms.epoch(), seq: 8 })
      expect(room?.now).toEqual(await the().ports.clock.now())
    })

    it('is none where there is no such lot', async () => {
      expect(await the().ports.rooms.snapshot(NOWHERE, { bids: 1, messages: 1 })).toBeNull()
    })

    it('is read by anybody, with its position in one word', async () => {
      const { lotId } = await aRoom()

      const room = await the().house.readRoom({ lotId, reader: null })

      expect(room).toMatchObject({ bids: [], messages: [], watching: 0 })
      expect(readPosition(room.position)).toEqual({
        epoch: await the().ports.rooms.epoch(),
        seq: 2,
      })
    })
  })

  describe('the epoch', () => {
    it('is one word, whoever asks', async () => {
      const words = await Promise.all(TEN.map(() => the().ports.rooms.epoch()))

      expect(new Set(words).size).toBe(1)
      expect(words[0]).toMatch(/^[a-z0-9]{8,32}$/)
    })
  })

  describe('lots that have become live', () => {
    it('are told of to be opened, soonest first, until somebody has opened them', async () => {
      await the().allOver()
      const { ada, seller } = await aRoom()
      const [c, a, b, gone] = await Promise.all(
        [3, 1, 2, 2].map((minutes) => the().aLot(seller, { opens: minutes * MINUTE })),
      )
      await the().house.withdrawLot({ lotId: gone as LotId, caller: seller })
      await the().aLot(seller, { opens: MINUTE, closes: 2 * MINUTE })
      await the().aLot(seller, { opens: 4 * MINUTE })

      the().later(3 * MINUTE)

      const unopened = (limit: number) => the().ports.lots.unopened(limit)
      expect(await unopened(100)).toEqual([a, b, c])
      expect(await unopened(2)).toEqual([a, b])
      await the().say(b as LotId, ada)
      expect(await unopened(100)).toEqual([a, c])
      await the().house.openDueLots()
      expect(await unopened(100)).toEqual([])
    })
  })

  describe('a log that is trimmed', () => {
    /** A log of six, of which the first four are a day older. */
    const anOldLog = async () => {
      const room = await aRoom({ closes: 9 * DAY })
      const { ada, lotId } = room
      await the().bid(lotId, ada, 100_00)
      await the().say(lotId, ada, 'Long ago')
      the().later(DAY)
      await the().bid(lotId, ada, 200_00)
      await the().say(lotId, ada, 'Just now')
      return { ...room, now: await the().ports.clock.now() }
    }

    it('has what is as old as it may be, and nothing older', async () => {
      const { lotId, now } = await anOldLog()

      await the().ports.rooms.trim(now)

      expect((await the().logOf(lotId)).map(({ seq }) => seq)).toEqual([5, 6])
      expect(await topOf(lotId)).toEqual({ seq: 6, trimmed: 4 })
    })

    it('shows to who comes from before that something is missing', async () => {
      const { lotId, now } = await anOldLog()

      await the().ports.rooms.trim(now)

      const firstAfter = async (seq: number) =>
        (await the().ports.rooms.after(lotId, seq, 1)).map((event) => event.seq)
      expect(await firstAfter(3)).toEqual([5])
      expect(await firstAfter(4)).toEqual([5])
      expect(await firstAfter(5)).toEqual([6])
    })

    it('takes no bid and no message with it', async () => {
      const { lotId, now } = await anOldLog()

      await the().ports.rooms.trim(now)

      const room = await the().house.readRoom({ lotId, reader: null })
      expect(room.bids.map(({ seq }) => seq)).toEqual([5, 3])
      expect(room.messages.map(({ text }) => text)).toEqual(['Just now', 'Long ago'])
      expect(readPosition(room.position)?.seq).toBe(6)
    })

    it('goes on where it was, though all of it is gone', async () => {
      const { ada, lotId } = await anOldLog()
      the().later(1)

      await the().ports.rooms.trim(await the().ports.clock.now())
      const { answer } = await the().say(lotId, ada, 'And now')

      expect(await topOf(lotId)).toEqual({ seq: 7, trimmed: 6 })
      expect((await the().logOf(lotId)).map(({ seq }) => seq)).toEqual([answer.seq])
    })

    it('is trimmed by the house once it is thirty days old, while people talk', async () => {
      const { ada, lotId } = await aRoom({ closes: 60 * DAY })
      the().later(30 * DAY)
      await the().house.trimRooms()
      const onTheDay = await topOf(lotId)
      the().later(1)

      await Promise.all(TEN.flatMap(() => [the().house.trimRooms(), the().say(lotId, ada)]))

      expect(onTheDay).toEqual({ seq: 2, trimmed: 0 })
      expect(await topOf(lotId)).toEqual({ seq: 12, trimmed: 2 })
      expect(await the().logOf(lotId)).toHaveLength(10)
    })
  })
}
