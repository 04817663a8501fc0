import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { allOf, MINUTE, refusalOf, type TheEvening } from './an-evening.ts'

/** Failed sign-ins, which delay further ones for the same e-mail address. */
export const failedSignIns = (the: TheEvening) => {
  const PASSWORD = 'going going gone'
  const nobodys = () => `${randomUUID()}@gavel.test`
  const aUser = async () => {
    const email = nobodys()
    await the().house.signUp({ email, password: PASSWORD, name: 'Ada' })
    return email
  }
  const right = (email: string) => the().house.signIn({ email, password: PASSWORD })
  const wrong = (email: string) => the().house.signIn({ email, password: 'going' })

  /** The codes of so many wrong attempts, all at the same moment, and how often each was given. */
  const wrongAtOnce = async (email: string, count: number) => {
    const { refusals } = await allOf(Array.from({ length: count }, () => wrong(email)))
    const times = (code: string) => refusals.filter((refusal) => refusal.code === code).length
    return { judged: times('wrong-credentials'), refused: times('too-many-attempts') }
  }

  describe('an address with ten failed attempts', () => {
    it('is refused, also with the right password, and told for how long', async () => {
      const email = await aUser()
      await wrongAtOnce(email, 10)
      the().later(MINUTE)

      const refusals = [await refusalOf(wrong(email)), await refusalOf(right(email))]

      for (const { code, facts } of refusals)
        expect({ code, facts }).toEqual({
          code: 'too-many-attempts',
          facts: { retryAfterSeconds: 14 * 60 },
        })
    })

    it('waits until the oldest is fifteen minutes old, though it asks in between', async () => {
      const email = await aUser()
      await refusalOf(wrong(email))
      the().later(MINUTE)
      await wrongAtOnce(email, 9)

      the().later(14 * MINUTE - 1)
      const before = await refusalOf(right(email))
      the().later(1)
      const { user } = await right(email)

      expect(before.code).toBe('too-many-attempts')
      expect(user.email).toBe(email)
    })

    it('lets one in for each that is old, and no more', async () => {
      const email = await aUser()
      await wrongAtOnce(email, 2)
      the().later(MINUTE)
      await wrongAtOnce(email, 8)

      the().later(14 * MINUTE)

      expect(await wrongAtOnce(email, 5)).toEqual({ judged: 2, refused: 3 })
    })

    it('does not make another wait', async () => {
      await wrongAtOnce(await aUser(), 10)
      const other = await aUser()

      expect((await right(other)).user.email).toBe(other)
    })
  })

  describe('an address that nobody has', () => {
    it('waits like any other', async () => {
      const email = nobodys()

      expect(await wrongAtOnce(email, 10)).toEqual({ judged: 10, refused: 0 })
      expect((await refusalOf(right(email))).code).toBe('too-many-attempts')
    })
  })

  describe('a sign-in that is right', () => {
    it('forgets the failures before it', async () => {
      const email = await aUser()
      await wrongAtOnce(email, 9)

      await right(email)

      expect(await wrongAtOnce(email, 12)).toEqual({ judged: 10, refused: 2 })
    })
  })

  describe('thirty attempts at the same moment', () => {
    it('are judged ten times, not once more or less', async () => {
      expect(await wrongAtOnce(await aUser(), 30)).toEqual({ judged: 10, refused: 20 })
    })
  })

  describe('failures that count no more', () => {
    /** What is kept for an address, told by a decision that changes nothing. */
    const keptOf = async (emailHash: string) => {
      let kept: readonly Date[] = []
      const at = await the().ports.clock.now()
      await the().ports.failedSignIns.record({ emailHash, at }, (failures) => (kept = failures))
      return kept.length
    }
    const anAttempt = async () => {
      const emailHash = randomUUID().replaceAll('-', '').repeat(2)
      const at = await the().ports.clock.now()
      await the().ports.failedSignIns.record({ emailHash, at }, (failures) => [...failures, at])
      return emailHash
    }

    it('are forgotten; those that count are not', async () => {
      const old = await anAttempt()
      the().later(1)
      const young = await anAttempt()

      the().later(15 * MINUTE)
      await the().house.deleteExpiredRateLimits()

      expect([await keptOf(old), await keptOf(young)]).toEqual([0, 1])
    })
  })
}
