import { randomUUID } from 'node:crypto'
import type { Caller } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { MINUTE, type TheEvening } from './an-evening.ts'

/** Sessions, which say who a caller is. */
export const sessions = (the: TheEvening) => {
  const now = () => the().ports.clock.now()
  const aCaller = async (): Promise<Caller> => {
    const email = `${randomUUID()}@gavel.test`
    const caller = await the().ports.users.add({ email, name: 'Ada', passwordHash: 'none' })
    if (!caller) throw new Error('The address is taken')
    return caller
  }

  /** A session of an hour. */
  const aSession = async (user: Caller, ends: string | null = null) => {
    const tokenHash = randomUUID().replaceAll('-', '').repeat(2)
    const at = await now()
    const expiresAt = new Date(at.getTime() + 60 * MINUTE)
    await the().ports.sessions.add({ tokenHash, user, passwordHash: 'none', expiresAt, at, ends })
    const found = () => the().ports.sessions.find(tokenHash)
    /** It is news where none was written yet. */
    const use = (seconds: number) =>
      the().ports.sessions.use(tokenHash, {
        at: new Date(at.getTime() + seconds * 1_000),
        shouldRecord: ({ usedAt }) => usedAt.getTime() === at.getTime(),
      })
    return { tokenHash, at, expiresAt, found, use }
  }

  describe('a session', () => {
    it('is its user’s, expires, and was used when it began', async () => {
      const user = await aCaller()

      const { found, at, expiresAt } = await aSession(user)

      expect(await found()).toEqual({ user, expiresAt, usedAt: at })
    })

    it('is nobody’s once it has ended, and ends once', async () => {
      const { tokenHash, found } = await aSession(await aCaller())

      await the().ports.sessions.end(tokenHash, await now())
      await the().ports.sessions.end(tokenHash, await now())

      expect(await found()).toBeNull()
    })

    it('of another token is nobody’s', async () => {
      expect(await the().ports.sessions.find('0'.repeat(64))).toBeNull()
    })
  })

  describe('a session that begins in the place of another', () => {
    it('ends that one, of whomever it is, and no other', async () => {
      const [ada, ben] = [await aCaller(), await aCaller()]
      const [replaced, other] = [await aSession(ada), await aSession(ada)]

      const { found } = await aSession(ben, replaced.tokenHash)

      expect(await replaced.found()).toBeNull()
      expect(await other.found()).toMatchObject({ user: ada })
      expect(await found()).toMatchObject({ user: ben })
    })

    it('begins where there is no such other', async () => {
      const ada = await aCaller()

      const { found } = await aSession(ada, '0'.repeat(64))

      expect(await found()).toMatchObject({ user: ada })
    })
  })

  describe('a use of a session', () => {
    it('is written where nobody has written another since', async () => {
      const { use, at, found } = await aSession(await aCaller())

      await use(60)
      await use(90)

      const { usedAt } = (await found()) ?? {}
      expect(usedAt?.getTime()).toBe(at.getTime() + 60_000)
    })

    it('is written once, though several are made at once', async () => {
      const { use, at, found } = await aSession(await aCaller())
      const seconds = [60, 61, 62, 63, 64]

      await Promise.all(seconds.map((second) => use(second)))
      const { usedAt = at } = (await found()) ?? {}
      await use(65)

      expect(seconds.map((second) => at.getTime() + second * 1_000)).toContain(usedAt.getTime())
      expect((await found())?.usedAt).toEqual(usedAt)
    })

    it('does not bring back one that has ended', async () => {
      const { tokenHash, use, found } = await aSession(await aCaller())
      await the().ports.sessions.end(tokenHash, await now())

      const used = await use(60)

      expect([used, await found()]).toEqual([null, null])
    })
  })

  describe('somebody who has several sessions', () => {
    it('keeps the others when one of them ends', async () => {
      const ada = await aCaller()
      const [here, there] = [await aSession(ada), await aSession(ada)]

      await the().ports.sessions.end(here.tokenHash, await now())

      expect(await here.found()).toBeNull()
      expect(await there.found()).toMatchObject({ user: ada })
    })

    it('ends all of them at once, and nobody else’s', async () => {
      const [ada, ben] = [await aCaller(), await aCaller()]
      const adas = await Promise.all([1, 2, 3].map(() => aSession(ada)))
      const bens = await aSession(ben)

      await the().ports.sessions.endAll(ada.id, await now())

      expect(await Promise.all(adas.map(({ found }) => found()))).toEqual([null, null, null])
      expect(await bens.found()).toMatchObject({ user: ben })
    })

    it('begins a new one after that', async () => {
      const ada = await aCaller()
      await aSession(ada)
      await the().ports.sessions.endAll(ada.id, await now())

      const { found } = await aSession(ada)

      expect(await found()).toMatchObject({ user: ada })
    })
  })
}
