import { randomUUID } from 'node:crypto'
import { type AuctionHouse, createAuctionHouse } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { allOf, MINUTE, refusalOf, SETTINGS, type TheEvening } from './an-evening.ts'

const QUOTAS = { signUps: 3, failedSignIns: 4 }
const PASSWORD = 'going going gone'

/** What is counted of those who come to the door, by the address of their client. */
export const rateLimits = (the: TheEvening) => {
  const email = () => `${randomUUID()}@gavel.test`
  const anAddress = () => randomUUID()
  const house = (): AuctionHouse => createAuctionHouse(the().ports, { ...SETTINGS, quotas: QUOTAS })

  const signUp = (address: string | null, as = email()) =>
    house().signUp({ email: as, password: PASSWORD, name: 'Ada', address })
  const signIn = (address: string | null, as = email(), password = 'going') =>
    house().signIn({ email: as, password, address })

  /** The codes of so many refusals, all at the same moment, and how often each was given. */
  const codesOf = async (asked: Promise<unknown>[]) => {
    const { answers, refusals } = await allOf(asked)
    const counts = Map.groupBy(refusals, ({ code }) => code)
    const told = [...counts].map(([code, { length }]) => [code, length])
    return { answers: answers.length, ...Object.fromEntries(told) }
  }
  const times = (count: number, ask: () => Promise<unknown>) => Array.from({ length: count }, ask)

  describe('an address from which as many have signed up as may in a minute', () => {
    it('is refused, and told when the minute is over that began with the first', async () => {
      const address = anAddress()
      await signUp(address)
      the().later(MINUTE / 4)
      await Promise.all([signUp(address), signUp(address)])

      const refusal = await refusalOf(signUp(address))
      the().later((3 * MINUTE) / 4)
      const { user } = await signUp(address)

      expect(refusal).toMatchObject({
        code: 'too-many-requests',
        facts: { retryAfterSeconds: 45 },
        quota: { name: 'sign-ups', most: 3, seconds: 60 },
      })
      expect(user.name).toBe('Ada')
    })

    it('does not make another wait', async () => {
      const address = anAddress()
      await codesOf(times(5, () => signUp(address)))

      expect((await signUp(anAddress())).user.name).toBe('Ada')
    })
  })

  describe('ten who sign up from one address at the same moment', () => {
    it('are let in three times, not once more or less', async () => {
      const address = anAddress()

      const codes = await codesOf(times(10, () => signUp(address)))

      expect(codes).toEqual({ answers: 3, 'too-many-requests': 7 })
    })
  })

  describe('those whose address is not known', () => {
    it('are one client at the sign-up, and none at the sign-in', async () => {
      the().later(MINUTE)

      const up = await codesOf(times(5, () => signUp(null)))
      const into = await codesOf(times(6, () => signIn(null)))

      expect(up).toEqual({ answers: 3, 'too-many-requests': 2 })
      expect(into).toEqual({ answers: 0, 'wrong-credentials': 6 })
    })
  })

  describe('one password that is tried on many e-mail addresses', () => {
    it('is judged as often as the quota of its client says, for a quarter of an hour', async () => {
      const address = anAddress()

      const codes = await codesOf(times(10, () => signIn(address)))
      const refusal = await refusalOf(signIn(address))
      the().later(15 * MINUTE)
      const later = await refusalOf(signIn(address))

      expect(codes).toEqual({ answers: 0, 'wrong-credentials': 4, 'too-many-attempts': 6 })
      expect(refusal).toMatchObject({
        facts: { retryAfterSeconds: 15 * 60 },
        quota: { name: 'failed-sign-ins-per-address', most: 4, seconds: 15 * 60 },
      })
      expect(later.code).toBe('wrong-credentials')
    })

    it('makes no e-mail address wait that was not judged', async () => {
      const [address, ada] = [anAddress(), email()]
      await signUp(anAddress(), ada)
      await codesOf(times(4, () => signIn(address)))

      await codesOf(times(12, () => signIn(address, ada)))

      expect((await signIn(anAddress(), ada, PASSWORD)).user.email).toBe(ada)
    })
  })

  describe('sign-ins that are right', () => {
    it('do not count for the address they come from', async () => {
      const [address, ada] = [anAddress(), email()]
      await signUp(anAddress(), ada)
      for (let count = 0; count < 6; count += 1) await signIn(address, ada, PASSWORD)

      const codes = await codesOf(times(6, () => signIn(address)))

      expect(codes).toEqual({ answers: 0, 'wrong-credentials': 4, 'too-many-attempts': 2 })
    })
  })

  describe('visits whose window is over', () => {
    const visit = async (name: string, seconds: number) =>
      the().ports.rateLimits.consume({ name, at: await the().ports.clock.now(), seconds })

    it('are taken back no more', async () => {
      const name = randomUUID()
      const { since } = await visit(name, 1)
      the().later(1_000)
      await visit(name, 1)

      await the().ports.rateLimits.refund({ name, since })

      expect((await visit(name, 1)).count).toBe(2)
    })

    it('are forgotten; others are not', async () => {
      const [old, young] = [randomUUID(), randomUUID()]
      await visit(old, 1)
      await visit(young, 60)
      the().later(1_001)

      await the().house.deleteExpiredRateLimits()

      const at = new Date(0)
      const counts = [old, young].map((name) =>
        the().ports.rateLimits.consume({ name, at, seconds: 1 }),
      )
      expect((await Promise.all(counts)).map(({ count }) => count)).toEqual([1, 2])
    })
  })
}
