import type { Effects, LotId, LotWork, User } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { allOf, MINUTE, newKey, refusalOf, type TheEvening } from './an-evening.ts'

/** Bids that wait for the lot while time passes: they are judged by the time after the wait. */
export const waits = (the: TheEvening) => {
  /**
   * Work during which time passes, and which tells the room so. No real work moves a clock: this is
   * how a test decides when the others' wait ends, for they cannot have the lot before.
   */
  const workThatTakes = (milliseconds: number, meanwhile = () => {}) => {
    let isDone = false
    const data = { opensAt: 'long ago', closesAt: 'before the next' }
    const work: LotWork<null, Effects, number> = {
      walletsToLock: () => [],
      decide(state) {
        if (!isDone) {
          meanwhile()
          the().later(milliseconds)
        }
        isDone = true
        return {
          next: state,
          outcome: { transfers: [], events: [{ type: 'lot-scheduled', data }] },
        }
      },
      reply: (_, { seq }) => seq,
    }
    return work
  }

  /** Bids of several people that are asked for during work, and so wait until it is done. */
  const bidsDuring = async (lotId: LotId, milliseconds: number, bidders: readonly User[]) => {
    let bids: ReturnType<typeof askAll> | undefined
    const askAll = () =>
      allOf(bidders.map((bidder, index) => the().bid(lotId, bidder, 100_00 * (index + 1))))
    const work = workThatTakes(milliseconds, () => (bids = askAll()))
    await the().ports.lots.onLot(lotId, work, null)
    return (await bids) ?? { answers: [], refusals: [] }
  }

  describe('a bid that waited past the close', () => {
    it('is refused, though the lot was live when it was asked for', async () => {
      const bidders = await the().people(20, 5_000_00)
      const lotId = await the().aLot(await the().aPerson('Seller'), { closes: MINUTE })

      const { answers, refusals } = await bidsDuring(lotId, MINUTE, bidders)

      expect(answers).toEqual([])
      expect(refusals.map(({ code }) => code)).toEqual(Array(20).fill('lot-not-live'))
      expect(await the().read(lotId)).toMatchObject({ status: 'unsold', bidCount: 0 })
    })

    it('leaves the lot to who led before it', async () => {
      const [ada, ben] = [await the().aPerson('Ada', 500_00), await the().aPerson('Ben', 500_00)]
      const lotId = await the().aLot(await the().aPerson('Seller'))
      await the().bid(lotId, ada, 100_00)

      const { refusals } = await bidsDuring(lotId, 10 * MINUTE, [ada, ben, ben])

      expect(refusals.map(({ code }) => code)).toEqual(Array(3).fill('lot-not-live'))
      expect(await the().read(lotId)).toMatchObject({ status: 'sold', leader: ada, bidCount: 1 })
      expect(await the().walletOf(ada)).toEqual({ available: 390_00, held: 110_00 })
      expect(await the().walletOf(ben)).toEqual({ available: 500_00, held: 0 })
    })

    it('stands nowhere behind the close in the log, though it came at the same moment', async () => {
      // Who has the lot first is chance where stores do not queue together: it is played five times.
      for (let time = 0; time < 5; time += 1) {
        const bidders = await the().people(20, 5_000_00)
        const lotId = await the().aLot(await the().aPerson('Seller'))

        const [closing, { answers }] = await Promise.all([
          the().ports.lots.onLot(lotId, workThatTakes(10 * MINUTE), null),
          allOf(bidders.map((bidder, index) => the().bid(lotId, bidder, 100_00 * (index + 1)))),
        ])

        const late = answers.filter(({ answer }) => answer.bid.seq > closing.answer)
        expect(late).toEqual([])
      }
    })

    it('is refused for good: its key says so again', async () => {
      const ada = await the().aPerson('Ada', 500_00)
      const lotId = await the().aLot(await the().aPerson('Seller'), { closes: MINUTE })
      const key = newKey()
      let first: ReturnType<typeof refusalOf> | undefined
      const work = workThatTakes(MINUTE, () => {
        first = refusalOf(the().bid(lotId, ada, 100_00, key))
      })

      await the().ports.lots.onLot(lotId, work, null)

      expect(await first).toMatchObject({ code: 'lot-not-live', replayed: false })
      expect(await refusalOf(the().bid(lotId, ada, 100_00, key))).toMatchObject({
        code: 'lot-not-live',
        replayed: true,
      })
    })
  })

  describe('a bid that waited until the lot opened', () => {
    it('stands, at the time after its wait', async () => {
      const ada = await the().aPerson('Ada', 500_00)
      const lotId = await the().aLot(await the().aPerson('Seller'), { opens: MINUTE })

      const { answers } = await bidsDuring(lotId, MINUTE, [ada])

      const { opensAt } = await the().read(lotId)
      expect(answers.map(({ answer }) => answer.bid.at)).toEqual([opensAt])
    })
  })

  describe('a bid that waited into the last two minutes', () => {
    it('moves the close to two minutes after its wait', async () => {
      const ada = await the().aPerson('Ada', 500_00)
      const lotId = await the().aLot(await the().aPerson('Seller'))
      const before = Date.parse((await the().read(lotId)).closesAt ?? '')

      await bidsDuring(lotId, 9 * MINUTE, [ada])

      const after = Date.parse((await the().read(lotId)).closesAt ?? '')
      expect(after - before).toBe(MINUTE)
    })
  })
}
