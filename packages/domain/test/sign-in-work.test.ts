import { createHook } from 'node:async_hooks'
import { describe, expect, it } from 'vitest'
import { type Caller, createAuctionHouse, type Ports } from '../src/index.ts'
import { hashPassword } from '../src/secrets.ts'
import { resultOf } from './a-house.ts'
import { ada, NOW } from './a-lot.ts'

// The response time must not reveal who has an account. Nearly all of it is spent on hashing, so these
// tests count argon2 operations instead of measuring time.

const caller: Caller = { ...ada, email: 'ada@gavel.test' }

/** Returns a house with the user Ada and the given password hash. */
function aHouse(passwordHash: string) {
  const ports = {
    clock: { now: async () => NOW },
    users: {
      findByEmail: async (email) => (email === caller.email ? { ...caller, passwordHash } : null),
      add: async () => null,
      rehash: async () => {},
      changePassword: async () => false,
    },
    failedSignIns: {
      record: async () => {},
      clear: async () => {},
      deleteBefore: async () => false,
    },
    sessions: {
      add: async () => true,
      find: async () => null,
      use: async () => null,
      end: async () => {},
      endAll: async () => {},
      deleteBefore: async () => false,
    },
  } satisfies Partial<Ports>
  const settings = { softCloseSeconds: 120, sessionHours: 1, sessionIdleHours: 1 }
  return createAuctionHouse(ports as Partial<Ports> as Ports, settings)
}

/** Counts the argon2 operations that `work` starts. */
async function hashesOf(work: () => Promise<unknown>): Promise<number> {
  let hashes = 0
  const hook = createHook({
    init: (_, type) => {
      if (type === 'ARGON2REQUEST') hashes += 1
    },
  }).enable()
  await work()
  hook.disable()
  return hashes
}

describe('a failed signIn', () => {
  it.each([
    { name: 'a known address', email: caller.email },
    { name: 'an unknown address', email: 'nobody@gavel.test' },
  ])('computes one hash for $name', async ({ email }) => {
    const house = aHouse(await hashPassword('going going gone'))

    const hashes = await hashesOf(() => resultOf(house.signIn({ email, password: 'going' })))

    expect(hashes).toBe(1)
  })
})

describe('a successful signIn', () => {
  it('computes one hash', async () => {
    const password = 'going going gone'
    const house = aHouse(await hashPassword(password))

    const hashes = await hashesOf(() => house.signIn({ email: caller.email, password }))

    expect(hashes).toBe(1)
  })
})

describe('signUp', () => {
  it('computes one hash for a taken address', async () => {
    const house = aHouse('none')
    const again = { email: caller.email, password: 'going going gone', name: 'Ada' }

    const hashes = await hashesOf(() => resultOf(house.signUp(again)))

    expect(hashes).toBe(1)
  })
})
