import { randomUUID } from 'node:crypto'
import { MAXIMUM_AMOUNT, money, SOFT_CLOSE_SECONDS, type User } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { MINUTE, newKey, refusalOf, type TheEvening } from './an-evening.ts'

/** A lot, from the day it is taken in until it opens. */
export const lots = (the: TheEvening) => {
  const momentsFromNow = async (...milliseconds: readonly number[]) => {
    const now = (await the().ports.clock.now()).getTime()
    return milliseconds.map((later) => new Date(now + later)) as [Date, Date]
  }

  describe('a lot that is taken in', () => {
    it('is kept as it was given, and begins as a draft', async () => {
      const seller = await the().aPerson('Seller')
      const lot = {
        title: `"Ω" 🔨 ' \\ $1 {}`,
        description: 'Line\nbreak\ttab',
        startingPrice: money(1),
        reservePrice: MAXIMUM_AMOUNT,
      }

      const { answer } = await the().house.consignLot({ ...lot, seller, key: newKey() })

      expect(answer).toMatchObject({ status: 'draft', version: 1, title: lot.title })
      expect(await the().ports.lots.find(answer.id)).toEqual({
        ...lot,
        id: answer.id,
        seller,
        schedule: null,
        standing: null,
        bidCount: 0,
        opened: false,
        withdrawn: false,
        settled: false,
        version: 1,
      })
    })

    it('is not there under another id', async () => {
      expect(
        await the().ports.lots.find('01890a5d-ac96-774b-bcce-b302099a8057' as never),
      ).toBeNull()
    })

    it('knows of its people what everybody may see', async () => {
      const callers = ['Seller', 'Ada'].map(async (name): Promise<User> => {
        const email = `${randomUUID()}@gavel.test`
        const caller = await the().ports.users.add({ email, name, passwordHash: 'none' })
        return caller as User
      })
      const [seller, ada] = (await Promise.all(callers)) as [User, User]
      await the().deposit(ada, 500_00)
      const lotId = await the().aLot(seller)
      await the().bid(lotId, ada, 100_00)

      const lot = await the().ports.lots.find(lotId)

      expect(lot?.seller).toEqual({ id: seller.id, name: 'Seller' })
      expect(lot?.standing?.leader).toEqual({ id: ada.id, name: 'Ada' })
    })
  })

  describe('a draft that is edited', () => {
    it('says what it was given last, the rest as before', async () => {
      const seller = await the().aPerson('Seller')
      const lotId = await the().aDraft(seller, { reservePrice: 200_00 })
      const before = await the().ports.lots.find(lotId)

      await the().edit(lotId, seller, 1, { title: 'Clock', startingPrice: money(2) })
      await the().edit(lotId, seller, 2, { reservePrice: null })

      expect(await the().ports.lots.find(lotId)).toEqual({
        ...before,
        title: 'Clock',
        startingPrice: 2,
        reservePrice: null,
        version: 3,
      })
    })

    it('stays as it is where the edit changes nothing, or is refused', async () => {
      const seller = await the().aPerson('Seller')
      const lotId = await the().aDraft(seller)
      const before = await the().ports.lots.find(lotId)

      await the().edit(lotId, seller, 1, { title: before?.title })
      const stale = await refusalOf(the().edit(lotId, seller, 2, { title: 'Clock' }))

      expect(stale).toMatchObject({ code: 'stale' })
      expect(await the().ports.lots.find(lotId)).toEqual(before)
    })
  })

  describe('a schedule', () => {
    it('is kept to the millisecond, and the same again changes nothing', async () => {
      const seller = await the().aPerson('Seller')
      const lotId = await the().aDraft(seller)
      const [opensAt, closesAt] = await momentsFromNow(-7_200_123, 3_600_001)
      const input = { lotId, caller: seller, opensAt, closesAt }

      const first = await the().house.scheduleLot(input)
      const again = await the().house.scheduleLot(input)

      expect((await the().ports.lots.find(lotId))?.schedule).toEqual({
        opensAt,
        closesAt,
        softCloseSeconds: SOFT_CLOSE_SECONDS.default,
      })
      expect(first).toMatchObject({ status: 'live', version: 2 })
      expect(again).toEqual(first)
    })

    it('stores the soft close, and a change of it alone', async () => {
      const seller = await the().aPerson('Seller')
      const lotId = await the().aDraft(seller)
      const [opensAt, closesAt] = await momentsFromNow(MINUTE, 2 * MINUTE)
      const schedule = { lotId, caller: seller, opensAt, closesAt }

      const off = await the().house.scheduleLot({ ...schedule, softCloseSeconds: 0 })
      const long = await the().house.scheduleLot({ ...schedule, softCloseSeconds: 3600 })

      expect([off, long]).toMatchObject([
        { softCloseSeconds: 0, version: 2 },
        { softCloseSeconds: 3600, version: 3 },
      ])
      expect((await the().ports.lots.find(lotId))?.schedule?.softCloseSeconds).toBe(3600)
      expect(await the().read(lotId)).toEqual(long)
    })

    it('extends by its own soft close after a late bid', async () => {
      const [seller, ada] = [await the().aPerson('Seller'), await the().aPerson('Ada', 500_00)]
      const [opensAt, closesAt] = await momentsFromNow(0, MINUTE)
      const [off, short] = await Promise.all(
        [0, 90].map(async (softCloseSeconds) => {
          const lotId = await the().aDraft(seller)
          const schedule = { opensAt, closesAt, softCloseSeconds }
          await the().house.scheduleLot({ lotId, caller: seller, ...schedule })
          const { answer } = await the().bid(lotId, ada, 100_00)
          return { at: Date.parse(answer.bid.at), lot: await the().read(lotId) }
        }),
      )

      expect(off?.lot.closesAt).toBe(closesAt.toISOString())
      expect(Date.parse(short?.lot.closesAt ?? '')).toBe((short?.at ?? 0) + 90_000)
    })

    it('may change until the millisecond at which the lot opens', async () => {
      const seller = await the().aPerson('Seller')
      const lotId = await the().aLot(seller, { opens: MINUTE })

      the().later(MINUTE - 1)
      const moved = await the().schedule(lotId, seller, { opens: MINUTE })
      the().later(MINUTE)
      const late = await refusalOf(the().schedule(lotId, seller, { opens: MINUTE }))

      expect(moved).toMatchObject({ status: 'scheduled', version: 3 })
      expect(late).toMatchObject({ code: 'lot-not-draft' })
      expect(await the().read(lotId)).toMatchObject({ status: 'live', opensAt: moved.opensAt })
    })
  })

  describe('a lot that its seller withdraws', () => {
    it('takes no bid, and is never due', async () => {
      const [seller, ada] = [await the().aPerson('Seller'), await the().aPerson('Ada', 500_00)]
      const lotId = await the().aLot(seller)

      await the().house.withdrawLot({ lotId, caller: seller })
      const refusal = await refusalOf(the().bid(lotId, ada, 100_00))
      the().later(20 * MINUTE)

      expect(refusal).toMatchObject({ code: 'lot-not-live' })
      expect(await the().read(lotId)).toMatchObject({ status: 'withdrawn', version: 3 })
      expect((await the().ports.lots.due(1000)).map(({ id }) => id)).not.toContain(lotId)
    })
  })
}
