import { describe, expect, it } from 'vitest'
import { type Caller, createAuctionHouse, type Ports } from '../src/index.ts'
import { hashPassword, sha256 } from '../src/secrets.ts'
import { said } from './a-house.ts'
import { ada, HOUR, after, NOW } from './a-lot.ts'

const caller: Caller = { ...ada, email: 'ada@gavel.test' }

/** A house that knows Ada by her password, and remembers the sessions it opens. */
async function aHouse() {
  const passwordHash = await hashPassword('going going gone')
  const sessions = new Map<string, Parameters<Ports['sessions']['add']>[0]>()
  const find = async (tokenHash: string) => {
    const session = sessions.get(tokenHash)
    return session ? { user: caller, expiresAt: session.expiresAt, usedAt: session.at } : null
  }
  const ports = {
    clock: { now: async () => NOW },
    users: {
      findByEmail: async (email) => (email === caller.email ? { ...caller, passwordHash } : null),
      add: async ({ email }) => (email === caller.email ? null : { ...caller, email }),
      rehash: async () => {},
      changePassword: async () => false,
    },
    sessions: {
      async add(session) {
        sessions.set(session.tokenHash, session)
        sessions.delete(session.ends ?? '')
        return true
      },
      find,
      use: find,
      end: async (tokenHash) => void sessions.delete(tokenHash),
      endAll: async () => sessions.clear(),
      forgetBefore: async () => false,
    },
    attempts: { add: async () => {}, forget: async () => {}, forgetBefore: async () => false },
  } satisfies Partial<Ports>
  const house = createAuctionHouse(ports as Partial<Ports> as Ports, {
    softCloseSeconds: 120,
    sessionHours: 2,
    sessionIdleHours: 1,
  })
  return { house, sessions }
}

describe('somebody who signs in', () => {
  it('gets a token of which the house keeps only the hash', async () => {
    const { house, sessions } = await aHouse()

    const opened = await house.signIn({ email: caller.email, password: 'going going gone' })

    expect(opened).toMatchObject({ user: caller, expiresAt: after(2 * HOUR).toISOString() })
    expect(opened.user).not.toHaveProperty('passwordHash')
    expect([...sessions.keys()]).toEqual([sha256(opened.token)])
    expect(JSON.stringify([...sessions.values()])).not.toContain(opened.token)
  })

  it('has another token than the session that this one replaces, which ends', async () => {
    const { house, sessions } = await aHouse()
    const signIn = { email: caller.email, password: 'going going gone' }
    const { token } = await house.signIn(signIn)

    const opened = await house.signIn({ ...signIn, replaces: token })

    expect([...sessions.keys()]).toEqual([sha256(opened.token)])
  })

  it('ends no session with a wrong password', async () => {
    const { house, sessions } = await aHouse()
    const signIn = { email: caller.email, password: 'going going gone' }
    const { token } = await house.signIn(signIn)

    await said(house.signIn({ ...signIn, password: 'going', replaces: token }))

    expect([...sessions.keys()]).toEqual([sha256(token)])
  })

  it('is not told which of address and password is wrong', async () => {
    const { house } = await aHouse()

    const wrong = await said(house.signIn({ email: caller.email, password: 'going' }))
    const unknown = await said(house.signIn({ email: 'ben@gavel.test', password: 'going' }))

    expect(wrong).toEqual({ refused: 'wrong-credentials', facts: {} })
    expect(unknown).toEqual(wrong)
  })
})

describe('somebody who signs up', () => {
  it('is signed in', async () => {
    const { house } = await aHouse()
    const ben = { email: 'ben@gavel.test', password: 'going going gone', name: 'Ben' }

    const { token } = await house.signUp(ben)

    expect(await house.whoAmI({ token })).toEqual(caller)
  })

  it('is refused an address that is taken', async () => {
    const { house } = await aHouse()
    const again = { email: caller.email, password: 'going going gone', name: 'Ada' }

    expect(await said(house.signUp(again))).toMatchObject({ refused: 'email-taken' })
  })
})

describe('a session', () => {
  it('is over after the sign-out', async () => {
    const { house } = await aHouse()
    const { token } = await house.signIn({ email: caller.email, password: 'going going gone' })

    await house.signOut({ token })

    expect(await said(house.whoAmI({ token }))).toMatchObject({ refused: 'session-ended' })
  })
})
