import { randomUUID } from 'node:crypto'
import type { Caller } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { allOf, MINUTE, refusalOf, type TheEvening } from './an-evening.ts'

/** What a change of the password does to it, and to the sessions of its user. */
export const passwordChanges = (the: TheEvening) => {
  const OLD = 'going going gone'
  const NEW = 'gone for good'

  const aUser = async () => {
    const email = `${randomUUID()}@gavel.test`
    const { user, token } = await the().house.signUp({ email, password: OLD, name: 'Ada' })
    const signIn = (password: string) => the().house.signIn({ email, password })
    const change = (current: string, password = NEW) =>
      the().house.changePassword({ user, current, password })
    return { user, token, signIn, change }
  }
  const whoAmI = (token: string) => the().house.whoAmI({ token })

  describe('a password that is changed', () => {
    it('opens the door, and the one before does no more', async () => {
      const { signIn, change, user } = await aUser()

      await change(OLD)

      expect((await refusalOf(signIn(OLD))).code).toBe('wrong-credentials')
      expect((await signIn(NEW)).user).toEqual(user)
    })

    it('ends every session of its user but the one that begins with it, and nobody else’s', async () => {
      const [ada, ben] = [await aUser(), await aUser()]
      const { token: elsewhere } = await ada.signIn(OLD)

      const { token } = await ada.change(OLD)

      for (const old of [ada.token, elsewhere])
        expect((await refusalOf(whoAmI(old))).code).toBe('session-ended')
      expect(await whoAmI(token)).toEqual(ada.user)
      expect(await whoAmI(ben.token)).toEqual(ben.user)
    })

    it('stays as it was where the current one is wrong, and so do the sessions', async () => {
      const { signIn, change, user, token } = await aUser()

      expect((await refusalOf(change('gone going going'))).code).toBe('wrong-password')

      expect(await whoAmI(token)).toEqual(user)
      expect((await signIn(OLD)).user).toEqual(user)
    })
  })

  describe('two changes at the same moment', () => {
    it('are one, and the other is told that its password is not the current one', async () => {
      const { signIn, change } = await aUser()
      const passwords = ['gone for good', 'gone for better']

      const { answers, refusals } = await allOf(passwords.map((password) => change(OLD, password)))

      const opened = await allOf(passwords.map((password) => signIn(password)))
      expect(refusals.map(({ code }) => code)).toEqual(['wrong-password'])
      expect([answers.length, opened.answers.length]).toEqual([1, 1])
      expect(await whoAmI(answers[0]?.token ?? '')).toEqual(answers[0]?.user)
    })
  })

  describe('twelve wrong passwords in a quarter of an hour', () => {
    it('are judged ten times, and then not even the right one is; a sign-in is', async () => {
      const { change, signIn, user } = await aUser()

      const { refusals } = await allOf(Array.from({ length: 12 }, () => change('going')))
      const right = await refusalOf(change(OLD))

      const codes = refusals.map(({ code }) => code).toSorted()
      expect(codes).toEqual([
        ...Array(2).fill('too-many-requests'),
        ...Array(10).fill('wrong-password'),
      ])
      expect(right).toMatchObject({
        code: 'too-many-requests',
        facts: { retryAfterSeconds: 15 * 60 },
        quota: { name: 'wrong-passwords', most: 10, seconds: 15 * 60 },
      })
      expect((await signIn(OLD)).user).toEqual(user)
    })

    it('are forgotten after it, and make nobody else wait', async () => {
      const [ada, ben] = [await aUser(), await aUser()]
      await allOf(Array.from({ length: 10 }, () => ada.change('going')))

      await ben.change(OLD)
      the().later(15 * MINUTE)
      const { user } = await ada.change(OLD)

      expect(user).toEqual(ada.user)
    })

    it('do not come of right ones', async () => {
      const { change } = await aUser()

      for (let turn = 0; turn < 6; turn += 1) {
        await change(OLD, NEW)
        await change(NEW, OLD)
      }

      expect((await refusalOf(change(NEW))).code).toBe('wrong-password')
    })
  })

  describe('a session that begins as its password changes', () => {
    const aToken = () => randomUUID().replaceAll('-', '').repeat(2)
    const someone = async (): Promise<Caller> => {
      const email = `${randomUUID()}@gavel.test`
      const caller = await the().ports.users.add({ email, name: 'Ada', passwordHash: 'old' })
      if (!caller) throw new Error('The address is taken')
      return caller
    }
    const begin = async (user: Caller, passwordHash: string, ends: string | null = null) => {
      const at = await the().ports.clock.now()
      const session = { tokenHash: aToken(), at, expiresAt: new Date(at.getTime() + MINUTE) }
      const hasBegun = await the().ports.sessions.add({ ...session, user, passwordHash, ends })
      return { ...session, hasBegun }
    }
    const isOpen = async ({ tokenHash }: { tokenHash: string }) =>
      (await the().ports.sessions.find(tokenHash)) !== null

    it('does not outlive it, however close the two are', async () => {
      const users = await Promise.all(Array.from({ length: 20 }, someone))
      const at = await the().ports.clock.now()

      const opened = await Promise.all(
        users.map(async (user) => {
          const session = { tokenHash: aToken(), at, expiresAt: new Date(at.getTime() + MINUTE) }
          const change = { from: 'old', to: 'new', session }
          const [before, changed, ...after] = await Promise.all([
            begin(user, 'old'),
            the().ports.users.changePassword(user.id, change),
            begin(user, 'old'),
            begin(user, 'old'),
          ])
          return { changed, session, others: [before, ...after] }
        }),
      )

      for (const { changed, session, others } of opened) {
        const open = await Promise.all([session, ...others].map(isOpen))
        expect([changed, ...open]).toEqual([true, true, false, false, false])
      }
    })

    it('does not begin after it with the password before, nor end another in its place', async () => {
      const user = await someone()
      const other = await begin(user, 'old')
      await the().ports.users.rehash(user.id, { from: 'old', to: 'new' })

      const late = await begin(user, 'old', other.tokenHash)

      expect([late.hasBegun, await isOpen(late), await isOpen(other)]).toEqual([false, false, true])
    })
  })
}
