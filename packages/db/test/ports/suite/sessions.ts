import { randomUUID } from 'node:crypto'
import type { Caller } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { MINUTE, type TheEvening } from './an-evening.ts'

/** Sessions, which say who a caller is. */
export const sessions = (the: TheEvening) => {
  const aCaller = async (): Promise<Caller> => {
    const email = `${randomUUID()}@gavel.test`
    const caller = await the().ports.users.add({ email, name: 'Ada', passwordHash: 'none' })
    if (!caller) throw new Error('The address is taken')
    return caller
  }

  /** A session of an hour. */
  const aSession = async (user: Caller) => {
    const tokenHash = randomUUID().replaceAll('-', '').repeat(2)
    const at = await the().ports.clock.now()
    const expiresAt = new Date(at.getTime() + 60 * MINUTE)
    await the().ports.sessions.add({ tokenHash, user, expiresAt, at })
    const caller = async () =>
      the().ports.sessions.findCaller(tokenHash, await the().ports.clock.now())
    return { tokenHash, caller }
  }

  describe('a session', () => {
    it('is its user’s until the millisecond at which it expires', async () => {
      const user = await aCaller()
      const { caller } = await aSession(user)

      the().later(60 * MINUTE - 1)
      const atLast = await caller()
      the().later(1)
      const after = await caller()

      expect(atLast).toEqual(user)
      expect(after).toBeNull()
    })

    it('is nobody’s once it has ended, and ends once', async () => {
      const { tokenHash, caller } = await aSession(await aCaller())
      const at = await the().ports.clock.now()

      await the().ports.sessions.end(tokenHash, at)
      await the().ports.sessions.end(tokenHash, at)

      expect(await caller()).toBeNull()
    })

    it('of another token is nobody’s', async () => {
      expect(await the().ports.sessions.findCaller('0'.repeat(64), new Date(0))).toBeNull()
    })
  })

  describe('somebody who has several sessions', () => {
    it('keeps the others when one of them ends', async () => {
      const ada = await aCaller()
      const [here, there] = [await aSession(ada), await aSession(ada)]

      await the().ports.sessions.end(here.tokenHash, await the().ports.clock.now())

      expect(await here.caller()).toBeNull()
      expect(await there.caller()).toEqual(ada)
    })

    it('ends all of them at once, and nobody else’s', async () => {
      const [ada, ben] = [await aCaller(), await aCaller()]
      const adas = await Promise.all([1, 2, 3].map(() => aSession(ada)))
      const bens = await aSession(ben)

      await the().ports.sessions.endAll(ada.id, await the().ports.clock.now())

      expect(await Promise.all(adas.map(({ caller }) => caller()))).toEqual([null, null, null])
      expect(await bens.caller()).toEqual(ben)
    })

    it('begins a new one after that', async () => {
      const ada = await aCaller()
      await aSession(ada)
      await the().ports.sessions.endAll(ada.id, await the().ports.clock.now())

      const { caller } = await aSession(ada)

      expect(await caller()).toEqual(ada)
    })
  })
}
