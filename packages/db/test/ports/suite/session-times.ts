import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { DAY, MINUTE, refusalOf, type TheEvening } from './an-evening.ts'

/** When a session ends by itself: after an hour, or after half of one in which nobody has used it. */
export const sessionTimes = (the: TheEvening) => {
  const signUp = async () => {
    const account = { email: `${randomUUID()}@gavel.test`, password: 'going going gone' }
    const { token } = await the().house.signUp({ ...account, name: 'Ada' })
    const use = () => the().house.whoAmI({ token })
    const watch = () => the().house.whoWatches({ token })
    return { use, watch }
  }
  const codeOf = async (asked: Promise<unknown>) => (await refusalOf(asked)).code

  describe('a session that nobody uses', () => {
    it('has ended after half an hour, to the millisecond', async () => {
      const { use, watch } = await signUp()

      the().later(30 * MINUTE - 1)
      const atLast = await watch()
      the().later(1)

      expect(atLast.name).toBe('Ada')
      expect([await codeOf(watch()), await codeOf(use())]).toEqual(Array(2).fill('session-ended'))
    })

    it('is not kept alive by watching', async () => {
      const { watch } = await signUp()

      the().later(20 * MINUTE)
      await watch()
      the().later(10 * MINUTE)

      expect(await codeOf(watch())).toBe('session-ended')
    })
  })

  describe('a session that is used', () => {
    it('goes on, until the millisecond at which it expires', async () => {
      const { use } = await signUp()
      the().later(20 * MINUTE)
      await use()
      the().later(20 * MINUTE)
      await use()

      the().later(20 * MINUTE - 1)
      const atLast = await use()
      the().later(1)

      expect(atLast.name).toBe('Ada')
      expect(await codeOf(use())).toBe('session-ended')
    })

    it('goes on for half an hour from a use that came a minute after the one before', async () => {
      const { use, watch } = await signUp()
      the().later(MINUTE)
      await use()

      the().later(30 * MINUTE - 1)

      expect((await watch()).name).toBe('Ada')
    })

    it('goes on for up to a minute less from one that came sooner', async () => {
      const { use, watch } = await signUp()
      the().later(MINUTE - 1)
      await use()

      the().later(29 * MINUTE + 1)

      expect(await codeOf(watch())).toBe('session-ended')
    })
  })

  describe('a session that has ended', () => {
    const aSession = async () => {
      const email = `${randomUUID()}@gavel.test`
      const user = await the().ports.users.add({ email, name: 'Ada', passwordHash: 'none' })
      if (!user) throw new Error('The address is taken')
      const tokenHash = randomUUID().replaceAll('-', '').repeat(2)
      const at = await the().ports.clock.now()
      const expiresAt = new Date(at.getTime() + 60 * MINUTE)
      await the().ports.sessions.add({ tokenHash, user, passwordHash: 'none', expiresAt, at })
      return () => the().ports.sessions.find(tokenHash)
    }

    it('is forgotten thirty days after it can only have ended, and none before', async () => {
      const old = await aSession()
      the().later(1)
      const young = await aSession()

      the().later(30 * DAY + 30 * MINUTE)
      await the().house.deleteExpiredSessions()

      expect(await old()).toBeNull()
      expect(await young()).not.toBeNull()
    })
  })
}
