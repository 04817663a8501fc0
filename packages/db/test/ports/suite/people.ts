import { randomUUID } from 'node:crypto'
import { type Caller, MAXIMUM_AMOUNT, money } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { newKey, type TheEvening } from './an-evening.ts'

/** People, their sessions, and what they bring. */
export const people = (the: TheEvening) => {
  const someone = () => ({ email: `${randomUUID()}@gavel.test`, name: 'Ada', passwordHash: 'none' })

  const aCaller = async (): Promise<Caller> => {
    const caller = await the().ports.users.add(someone())
    if (!caller) throw new Error('The address is taken')
    return caller
  }

  describe('an address', () => {
    it('is one person’s, though several sign up with it at once', async () => {
      const ada = someone()

      const added = await Promise.all(Array.from({ length: 5 }, () => the().ports.users.add(ada)))

      const caller = added.find((one) => one !== null)
      expect(added.filter((one) => one === null)).toHaveLength(4)
      expect(await the().ports.users.findByEmail(ada.email)).toEqual({ ...caller, ...ada })
    })

    it('that nobody has finds nobody', async () => {
      expect(await the().ports.users.findByEmail(someone().email)).toBeNull()
    })
  })

  describe('somebody new', () => {
    it('has an empty wallet', async () => {
      expect(await the().walletOf(await aCaller())).toEqual({ available: 0, held: 0 })
    })
  })

  describe('a session', () => {
    const aSession = async () => {
      const user = await aCaller()
      const tokenHash = randomUUID().replaceAll('-', '').repeat(2)
      const at = new Date('2026-03-01T18:00:00.000Z')
      const expiresAt = new Date('2026-03-01T19:00:00.000Z')
      await the().ports.sessions.add({ tokenHash, user, expiresAt, at })
      const callerAt = (moment: string) =>
        the().ports.sessions.findCaller(tokenHash, new Date(moment))
      return { user, tokenHash, callerAt }
    }

    it('is its user’s until the millisecond at which it expires', async () => {
      const { user, callerAt } = await aSession()

      expect(await callerAt('2026-03-01T18:59:59.999Z')).toEqual(user)
      expect(await callerAt('2026-03-01T19:00:00.000Z')).toBeNull()
    })

    it('is nobody’s once it has ended, and ends once', async () => {
      const { tokenHash, callerAt } = await aSession()

      await the().ports.sessions.end(tokenHash, new Date())
      await the().ports.sessions.end(tokenHash, new Date())

      expect(await callerAt('2026-03-01T18:30:00.000Z')).toBeNull()
    })

    it('of another token is nobody’s', async () => {
      expect(await the().ports.sessions.findCaller('0'.repeat(64), new Date(0))).toBeNull()
    })
  })

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
  })

  describe('a schedule', () => {
    it('is kept to the millisecond, and the same again changes nothing', async () => {
      const seller = await the().aPerson('Seller')
      const lotId = await the().aDraft(seller)
      const schedule = {
        opensAt: new Date('2026-03-01T18:00:00.123Z'),
        closesAt: new Date(Date.now() + 3_600_001),
      }
      const lasting = { ...schedule, opensAt: new Date(schedule.closesAt.getTime() - 7_200_123) }

      const first = await the().house.scheduleLot({ lotId, caller: seller, ...lasting })
      const again = await the().house.scheduleLot({ lotId, caller: seller, ...lasting })

      expect((await the().ports.lots.find(lotId))?.schedule).toEqual(lasting)
      expect(first).toMatchObject({ status: 'live', version: 2 })
      expect(again).toEqual(first)
    })
  })
}
