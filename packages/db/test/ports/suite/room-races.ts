import type { LoggedEvent, LotId, User } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { allOf, MINUTE, type TheEvening } from './an-evening.ts'

const TEN = Array.from({ length: 10 }, (_, index) => index)
const TWENTY = Array.from({ length: 20 }, (_, index) => index)

const typesOf = (log: readonly LoggedEvent[]) => log.map(({ type }) => type)
const seqsOf = (log: readonly LoggedEvent[]) => log.map(({ seq }) => seq)
const ofType = (log: readonly LoggedEvent[], wanted: LoggedEvent['type']) =>
  log.filter(({ type }) => type === wanted)

/** What a room hears of people who do things at the same moment. */
export const roomRaces = (the: TheEvening) => {
  describe('twenty who talk while twenty bid', () => {
    it('are in one log without a gap, each of them once', async () => {
      const bidders = await the().people(20, 10_000_00)
      const lotId = await the().aLot(await the().aPerson('Seller'))

      const [bids, talk] = await Promise.all([
        allOf(bidders.map((bidder, index) => the().bid(lotId, bidder, 100_00 + index * 100_00))),
        allOf(bidders.map((author, index) => the().say(lotId, author, `Message ${index}`))),
      ])

      const log = await the().logOf(lotId)
      const told = (type: LoggedEvent['type']) => seqsOf(ofType(log, type))
      const answered = (seqs: readonly number[]) => seqs.toSorted((a, b) => a - b)
      expect(talk.refusals).toEqual([])
      expect(seqsOf(log)).toEqual(log.map((_, index) => index + 1))
      expect(log).toHaveLength(2 + bids.answers.length + 20)
      expect(told('message-posted')).toEqual(answered(talk.answers.map(({ answer }) => answer.seq)))
      expect(told('bid-placed')).toEqual(answered(bids.answers.map(({ answer }) => answer.bid.seq)))
    })

    it('are timed in the order in which they were told', async () => {
      const [ada] = await the().people(1, 10_000_00)
      const lotId = await the().aLot(await the().aPerson('Seller'))

      await Promise.all(
        TEN.flatMap((index) => [
          the().say(lotId, ada as User),
          the().bid(lotId, ada as User, 100_00 + index),
          the().later(1),
        ]).map((asked) => Promise.resolve(asked).catch(() => {})),
      )

      const times = (await the().logOf(lotId)).map(({ at }) => at)
      expect(times).toEqual(times.toSorted())
    })
  })

  describe('a lot that opens as it is bid on, talked about and opened by the worker', () => {
    it('tells its room so once, before anything else', async () => {
      const seller = await the().aPerson('Seller')
      const people = await the().people(10, 10_000_00)
      const lots = await Promise.all(TEN.map(() => the().aLot(seller, { opens: MINUTE })))
      the().later(MINUTE)

      const asked = lots.flatMap((lotId, turn) => {
        const person = people[turn] as User
        const ask = [
          () => the().bid(lotId, person, 100_00),
          () => the().say(lotId, person),
          () => the().house.openDueLots(),
        ]
        return [...ask.slice(turn % 3), ...ask.slice(0, turn % 3)].map((one) => one())
      })
      const { refusals } = await allOf<unknown>(asked)

      const logs = await Promise.all(lots.map((lotId) => the().logOf(lotId)))
      expect(refusals).toEqual([])
      for (const log of logs) {
        expect(typesOf(log).slice(0, 2)).toEqual(['lot-scheduled', 'lot-opened'])
        expect(typesOf(log).slice(2).toSorted()).toEqual(['bid-placed', 'message-posted'])
      }
    })
  })

  describe('a lot that ends as people talk', () => {
    /** Talk before and behind something, all of it at the same moment; what the room heard. */
    const talkAround = async (
      lotId: LotId,
      people: readonly User[],
      end: () => Promise<unknown>,
    ) => {
      const half = people.length / 2
      const talk = people.map((author, index) =>
        index === half ? [end(), the().say(lotId, author)] : [the().say(lotId, author)],
      )
      const { answers, refusals } = await allOf<unknown>(talk.flat())
      return { said: answers.length - 1, refusals, log: await the().logOf(lotId) }
    }

    it('hears nothing after it is withdrawn', async () => {
      const seller = await the().aPerson('Seller')
      const people = await the().people(6)
      const lots = await Promise.all(TEN.map(() => the().aLot(seller)))

      const races = await Promise.all(
        lots.map((lotId) =>
          talkAround(lotId, people, () => the().house.withdrawLot({ lotId, caller: seller })),
        ),
      )

      for (const { said, refusals, log } of races) {
        expect(typesOf(log).at(-1)).toBe('lot-withdrawn')
        expect(ofType(log, 'message-posted')).toHaveLength(said)
        expect(refusals.map(({ code }) => code)).toEqual(Array(6 - said).fill('lot-not-live'))
      }
    })

    it('hears nothing after it is closed', async () => {
      const [seller, people] = [await the().aPerson('Seller'), await the().people(6)]

      // Who comes first is chance: it is played ten times.
      for (const _ of TEN) {
        const lotId = await the().aLot(seller, { closes: MINUTE })
        const { said, log } = await talkAround(lotId, people, async () => {
          the().later(MINUTE)
          return the().settled(lotId)
        })

        expect(typesOf(log).at(-1)).toBe('lot-closed')
        expect(ofType(log, 'message-posted')).toHaveLength(said)
      }
    })

    it('says nothing of a lot that nobody has opened before it closes', async () => {
      const lotId = await the().aLot(await the().aPerson('Seller'), { opens: 1, closes: MINUTE })

      await the().settled(lotId)

      expect(typesOf(await the().logOf(lotId))).toEqual([
        'lot-scheduled',
        'lot-opened',
        'lot-closed',
      ])
    })
  })

  describe('a room that is read again and again as people bid and talk', () => {
    it('goes on, after each position, with exactly what it has not shown', async () => {
      const bidders = await the().people(20, 10_000_00)
      const lotId = await the().aLot(await the().aPerson('Seller'))
      const { rooms } = the().ports
      const everything = { bids: 100, messages: 100 }

      const [snapshots] = await Promise.all([
        Promise.all(
          TWENTY.map(async () => {
            const snapshot = await rooms.snapshot(lotId, everything)
            return { snapshot, next: await rooms.after(lotId, snapshot?.position.seq ?? 0, 1) }
          }),
        ),
        allOf(bidders.map((bidder, index) => the().bid(lotId, bidder, 100_00 + index * 100_00))),
        allOf(bidders.map((author) => the().say(lotId, author))),
      ])

      const log = await the().logOf(lotId)
      for (const { snapshot, next } of snapshots) {
        const { seq } = snapshot?.position ?? { seq: 0 }
        const before = (type: LoggedEvent['type']) =>
          seqsOf(ofType(log, type).filter((event) => event.seq <= seq))
        const shown = (rows: readonly { seq: number }[] = []) =>
          rows.map((row) => row.seq).toReversed()
        expect(shown(snapshot?.bids)).toEqual(before('bid-placed'))
        expect(shown(snapshot?.messages)).toEqual(before('message-posted'))
        expect(snapshot?.lot.bidCount).toBe(snapshot?.bids.length)
        expect(next).toEqual(next.length ? [log[seq]] : [])
      }
    })
  })
}
