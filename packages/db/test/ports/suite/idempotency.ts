import { type LotId, money } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { allOf, DAY, newKey, refusalOf, type TheEvening } from './an-evening.ts'

/** Asks ten times at the same moment. */
const tenTimes = <Answer>(ask: () => Promise<Answer>) =>
  allOf(Array.from({ length: 10 }, () => ask()))

const replayed = (receipts: readonly { replayed: boolean }[]) =>
  receipts.filter((receipt) => receipt.replayed).length

/** Requests with an Idempotency-Key. */
export const idempotency = (the: TheEvening) => {
  const aBidder = async () => {
    const [bidder, seller] = [await the().aPerson('Bidder', 500_00), await the().aPerson('Seller')]
    return { bidder, seller, lotId: await the().aLot(seller) }
  }

  describe('the same key ten times at once', () => {
    it('places one bid, and nine times tells of it again', async () => {
      const { bidder, lotId } = await aBidder()
      const key = newKey()

      const { answers } = await tenTimes(() => the().bid(lotId, bidder, 200_00, key))

      expect(answers.length).toBe(10)
      expect(replayed(answers)).toBe(9)
      expect(new Set(answers.map(({ answer }) => JSON.stringify(answer))).size).toBe(1)
      expect(await the().bidsOn(lotId)).toHaveLength(1)
      expect(await the().walletOf(bidder)).toEqual({ available: 280_00, held: 220_00 })
    })

    it('deposits once', async () => {
      const owner = await the().aPerson('Owner')
      const key = newKey()

      const { answers } = await tenTimes(() => the().deposit(owner, 10_00, key))

      expect(replayed(answers)).toBe(9)
      expect(new Set(answers.map(({ answer }) => JSON.stringify(answer))).size).toBe(1)
      expect(await the().walletOf(owner)).toEqual({ available: 10_00, held: 0 })
    })

    it('withdraws once', async () => {
      const owner = await the().aPerson('Owner', 50_00)
      const key = newKey()

      const { answers } = await tenTimes(() => the().withdraw(owner, 10_00, key))

      expect(replayed(answers)).toBe(9)
      expect(new Set(answers.map(({ answer }) => JSON.stringify(answer))).size).toBe(1)
      expect(await the().walletOf(owner)).toEqual({ available: 40_00, held: 0 })
    })

    it('takes in one lot', async () => {
      const seller = await the().aPerson('Seller')
      const key = newKey()
      const lot = { seller, title: 'Clock', description: 'Runs.', startingPrice: money(1), key }

      const { answers } = await tenTimes(() => the().house.consignLot(lot))

      expect(replayed(answers)).toBe(9)
      expect(new Set(answers.map(({ answer }) => answer.id)).size).toBe(1)
    })

    it('is refused once, and nine times told so again', async () => {
      const { bidder, lotId } = await aBidder()
      const key = newKey()

      const { answers, refusals } = await tenTimes(() => the().bid(lotId, bidder, 1, key))

      expect(answers).toEqual([])
      expect(refusals.map(({ code }) => code)).toEqual(Array(10).fill('bid-too-low'))
      expect(replayed(refusals)).toBe(9)
    })
  })

  describe('a key that comes again later', () => {
    it('tells the first answer, though much has happened since', async () => {
      const { bidder, lotId } = await aBidder()
      const key = newKey()
      const first = await the().bid(lotId, bidder, 150_00, key)
      await the().bid(lotId, await the().aPerson('Rival', 1_000_00), 900_00)

      const again = await the().bid(lotId, bidder, 150_00, key)

      expect(again).toEqual({ answer: first.answer, replayed: true })
      expect(JSON.stringify(again.answer)).toBe(JSON.stringify(first.answer))
    })

    it('is refused with another amount, on another lot, and for another operation', async () => {
      const { bidder, seller, lotId } = await aBidder()
      const other = await the().aLot(seller)
      const key = newKey()
      await the().bid(lotId, bidder, 150_00, key)

      const { refusals } = await allOf<unknown>([
        the().bid(lotId, bidder, 150_01, key),
        the().bid(other, bidder, 150_00, key),
        the().deposit(bidder, 150_00, key),
        the().withdraw(bidder, 150_00, key),
        the().house.consignLot({
          seller: bidder,
          title: 'Clock',
          description: 'Runs.',
          startingPrice: money(1),
          key,
        }),
      ])

      expect(refusals.map(({ code }) => code)).toEqual(Array(5).fill('key-reused'))
      expect(await the().walletOf(bidder)).toEqual({ available: 335_00, held: 165_00 })
    })

    it('is refused with another body after a refusal, too', async () => {
      const { bidder, lotId } = await aBidder()
      const key = newKey()
      await refusalOf(the().bid(lotId, bidder, 1, key))

      expect(await refusalOf(the().bid(lotId, bidder, 200_00, key))).toMatchObject({
        code: 'key-reused',
      })
    })
  })

  describe('a key for two requests at the same moment', () => {
    it('is the first one’s, on one lot', async () => {
      const { bidder, lotId } = await aBidder()
      const key = newKey()

      const { answers, refusals } = await allOf(
        [100_00, 110_00, 120_00, 130_00].map((amount) => the().bid(lotId, bidder, amount, key)),
      )

      expect(answers.map((receipt) => receipt.replayed)).toEqual([false])
      expect(refusals.map(({ code }) => code)).toEqual(Array(3).fill('key-reused'))
    })

    it('is the first one’s, on two lots that do not wait for each other', async () => {
      const { bidder, seller, lotId } = await aBidder()
      const lots: LotId[] = [lotId, await the().aLot(seller), await the().aLot(seller)]
      const key = newKey()

      const { answers, refusals } = await allOf(
        lots.map((id) => the().bid(id, bidder, 100_00, key)),
      )

      expect(answers.map((receipt) => receipt.replayed)).toEqual([false])
      expect(refusals.map(({ code }) => code)).toEqual(Array(2).fill('key-reused'))
      expect(await the().walletOf(bidder)).toEqual({ available: 390_00, held: 110_00 })
    })
  })

  describe('the keys of two users', () => {
    it('are independent, though they read the same', async () => {
      const { bidder, lotId } = await aBidder()
      const rival = await the().aPerson('Rival', 500_00)
      const key = newKey()

      const first = await the().bid(lotId, bidder, 150_00, key)
      const second = await the().bid(lotId, rival, 200_00, key)

      expect([first.replayed, second.replayed]).toEqual([false, false])
      expect(second.answer.leading).toBe(true)
    })

    it('are independent at the same moment, too', async () => {
      const { bidder, lotId } = await aBidder()
      const people = [bidder, ...(await the().people(3, 500_00))]
      const key = newKey()

      const { answers, refusals } = await allOf(
        people.map((person, index) => the().bid(lotId, person, 100_00 * (index + 1), key)),
      )

      expect(answers.filter(({ replayed }) => replayed)).toEqual([])
      expect(refusals.filter(({ code }) => code !== 'bid-too-low')).toEqual([])
      expect(await the().bidsOn(lotId)).toHaveLength(answers.length)
    })
  })

  describe('a key that is forgotten', () => {
    it('stands for a new request; a younger one does not', async () => {
      const owner = await the().aPerson('Owner')
      const [old, young] = [newKey(), newKey()]
      await the().deposit(owner, 1, old)
      the().later(1)
      const { answer } = await the().deposit(owner, 1, young)

      await the().ports.idempotencyRecords.deleteBefore(new Date(answer.at))

      expect((await the().deposit(owner, 2, old)).replayed).toBe(false)
      expect((await the().deposit(owner, 1, young)).replayed).toBe(true)
    })

    it('was kept for a day, not a millisecond less', async () => {
      const owner = await the().aPerson('Owner')
      const key = newKey()
      await the().deposit(owner, 1, key)

      the().later(DAY)
      await the().house.deleteExpiredIdempotencyRecords()
      const onTheDay = await the().deposit(owner, 1, key)
      the().later(1)
      await the().house.deleteExpiredIdempotencyRecords()
      const after = await the().deposit(owner, 1, key)

      expect([onTheDay.replayed, after.replayed]).toEqual([true, false])
    })
  })
}
