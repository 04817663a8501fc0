import { describe, expect, it } from 'vitest'
import { type Caller, createAuctionHouse, type Ports } from '../src/index.ts'
import { hashPassword, sha256 } from '../src/secrets.ts'
import { resultOf } from './a-house.ts'
import { ada, after, HOUR, NOW } from './a-lot.ts'

const caller: Caller = { ...ada, email: 'ada@gavel.test' }

/** Returns a house with the user Ada, and its sessions. */
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
      deleteBefore: async () => false,
    },
    failedSignIns: {
      record: async () => {},
      clear: async () => {},
      deleteBefore: async () => false,
    },
  } satisfies Partial<Ports>
  const house = createAuctionHouse(ports as Partial<Ports> as Ports, {
    softCloseSeconds: 120,
    sessionHours: 2,
    sessionIdleHours: 1,
  })
  return { house, sessions }
}

describe('signIn', () => {
  it('returns a token and stores only its hash', async () => {
    const { house, sessions } = await aHouse()

    const opened = await house.signIn({ email: caller.email, password: 'going going gone' })

    expect(opened).toMatchObject({ user: caller, expiresAt: after(2 * HOUR).toISOString() })
    expect(opened.user).not.toHaveProperty('passwordHash')
    expect([...sessions.keys()]).toEqual([sha256(opened.token)])
    expect(JSON.stringify([...sessions.values()])).not.toContain(opened.token)
  })

  it('ends the session that it replaces', async () => {
    const { house, sessions } = await aHouse()
    const signIn = { email: caller.email, password: 'going going gone' }
    const { token } = await house.signIn(signIn)

    const opened = await house.signIn({ ...signIn, replaces: token })

    expect([...sessions.keys()]).toEqual([sha256(opened.token)])
  })

  it('ends no session when the password is wrong', async () => {
    const { house, sessions } = await aHouse()
    const signIn = { email: caller.email, password: 'going going gone' }
    const { token } = await house.signIn(signIn)

    await resultOf(house.signIn({ ...signIn, password: 'going', replaces: token }))

    expect([...sessions.keys()]).toEqual([sha256(token)])
  })

  it('returns the same error for an unknown address and a wrong password', async () => {
    const { house } = await aHouse()

    const wrong = await resultOf(house.signIn({ email: caller.email, password: 'going' }))
    const unknown = await resultOf(house.signIn({ email: 'ben@gavel.test', password: 'going' }))

    expect(wrong).toEqual({ error: 'wrong-credentials', facts: {} })
    expect(unknown).toEqual(wrong)
  })
})

describe('signUp', () => {
  it('opens a session', async () => {
    const { house } = await aHouse()
    const ben = { email: 'ben@gavel.test', password: 'going going gone', name: 'Ben' }

    const { token } = await house.signUp(ben)

    expect(await house.whoAmI({ token })).toEqual(caller)
  })

  it('returns email-taken for a taken address', async () => {
    const { house } = await aHouse()
    const again = { email: caller.email, password: 'going going gone', name: 'Ada' }

    expect(await resultOf(house.signUp(again))).toMatchObject({ error: 'email-taken' })
  })
})

describe('signOut', () => {
  it('ends the session', async () => {
    const { house } = await aHouse()
    const { token } = await house.signIn({ email: caller.email, password: 'going going gone' })

    await house.signOut({ token })

    expect(await resultOf(house.whoAmI({ token }))).toMatchObject({ error: 'session-ended' })
  })
})
