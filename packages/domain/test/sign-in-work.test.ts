import { createHook } from 'node:async_hooks'
import { describe, expect, it } from 'vitest'
import { type Caller, createAuctionHouse, type Ports } from '../src/index.ts'
import { hashPassword } from '../src/secrets.ts'
import { said } from './a-house.ts'
import { ada, NOW } from './a-lot.ts'

// How long an answer takes must not tell who has an account. Almost all of it is hashing, so the
// hashes are counted that Node begins: a number, where a stopwatch would only guess.

const caller: Caller = { ...ada, email: 'ada@gavel.test' }

/** A house that knows Ada by this hash of her password. */
function aHouse(passwordHash: string) {
  const ports = {
    clock: { now: async () => NOW },
    users: {
      findByEmail: async (email) => (email === caller.email ? { ...caller, passwordHash } : null),
      add: async () => null,
      rehash: async () => {},
      changePassword: async () => false,
    },
    attempts: { add: async () => {}, forget: async () => {}, forgetBefore: async () => false },
    sessions: {
      add: async () => true,
      find: async () => null,
      use: async () => null,
      end: async () => {},
      endAll: async () => {},
      forgetBefore: async () => false,
    },
  } satisfies Partial<Ports>
  const settings = { softCloseSeconds: 120, sessionHours: 1, sessionIdleHours: 1 }
  return createAuctionHouse(ports as Partial<Ports> as Ports, settings)
}

/** How many argon2 hashes are begun while something is done. */
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

describe('a sign-in that fails', () => {
  it.each([
    { name: 'a known address', email: caller.email },
    { name: 'an address that nobody has', email: 'nobody@gavel.test' },
  ])('costs one hash for $name', async ({ email }) => {
    const house = aHouse(await hashPassword('going going gone'))

    const hashes = await hashesOf(() => said(house.signIn({ email, password: 'going' })))

    expect(hashes).toBe(1)
  })
})

describe('a sign-in that is right', () => {
  it('costs one hash as well', async () => {
    const password = 'going going gone'
    const house = aHouse(await hashPassword(password))

    const hashes = await hashesOf(() => house.signIn({ email: caller.email, password }))

    expect(hashes).toBe(1)
  })
})

describe('a sign-up', () => {
  it('costs one hash for an address that is taken, too', async () => {
    const house = aHouse('none')
    const again = { email: caller.email, password: 'going going gone', name: 'Ada' }

    const hashes = await hashesOf(() => said(house.signUp(again)))

    expect(hashes).toBe(1)
  })
})
