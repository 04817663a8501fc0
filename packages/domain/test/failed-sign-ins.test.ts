import { describe, expect, it } from 'vitest'
import { type Caller, createAuctionHouse, isDomainError, type Ports } from '../src/index.ts'
import { hashPassword, sha256 } from '../src/secrets.ts'
import { resultOf } from './a-house.ts'
import { ada, after, NOW, SECOND } from './a-lot.ts'

const MINUTE = 60 * SECOND

const caller: Caller = { ...ada, email: 'ada@gavel.test' }
const right = { email: caller.email, password: 'going going gone' }
const wrong = { ...right, password: 'going' }

/** Returns a house with the user Ada, and its failed sign-ins by the hash of their address. */
async function aHouse(before: Record<string, readonly Date[]> = {}) {
  const passwordHash = await hashPassword(right.password)
  const stored = new Map(Object.entries(before))
  const deletedBefore: Date[] = []
  const emails: string[] = []
  const ports = {
    clock: { now: async () => NOW },
    users: {
      async findByEmail(email) {
        emails.push(email)
        return email === caller.email ? { ...caller, passwordHash } : null
      },
      add: async () => null,
      rehash: async () => {},
      changePassword: async () => false,
    },
    sessions: {
      add: async () => true,
      find: async () => null,
      use: async () => null,
      end: async () => {},
      endAll: async () => {},
      deleteBefore: async () => false,
    },
    failedSignIns: {
      async record({ emailHash }, decide) {
        const failures = decide(stored.get(emailHash) ?? [])
        if (isDomainError(failures)) throw failures
        stored.set(emailHash, failures)
      },
      clear: async (emailHash) => void stored.delete(emailHash),
      deleteBefore: async (moment) => deletedBefore.push(moment) > 2,
    },
    rateLimits: {
      consume: async ({ at }) => ({ count: 1, since: at }),
      refund: async () => {},
      deleteBefore: async (moment) => deletedBefore.push(moment) > 2,
    },
  } satisfies Partial<Ports>
  const settings = { softCloseSeconds: 120, sessionHours: 2, sessionIdleHours: 1 }
  const house = createAuctionHouse(ports as Partial<Ports> as Ports, settings)
  return { house, stored, emails, deletedBefore }
}

const full = Array<Date>(10).fill(after(-MINUTE))

describe('signIn', () => {
  it('stores a failure under the hash of the address, ignoring case', async () => {
    const { house, stored } = await aHouse()

    await resultOf(house.signIn(wrong))
    await resultOf(house.signIn({ ...wrong, email: 'ADA@gavel.test' }))

    expect([...stored]).toEqual([[sha256(caller.email), [NOW, NOW]]])
  })

  it('stores a failure for an unknown address', async () => {
    const { house, stored } = await aHouse()

    await resultOf(house.signIn({ ...wrong, email: 'nobody@gavel.test' }))

    expect([...stored]).toEqual([[sha256('nobody@gavel.test'), [NOW]]])
  })

  it('deletes earlier failures when the password is right', async () => {
    const { house, stored } = await aHouse({ [sha256(caller.email)]: full.slice(1) })

    await house.signIn(right)

    expect([...stored]).toEqual([])
  })

  it('returns too-many-attempts after ten failures without verifying the password', async () => {
    const { house, stored, emails } = await aHouse({ [sha256(caller.email)]: full })

    const results = [await resultOf(house.signIn(right)), await resultOf(house.signIn(wrong))]

    const tooMany = { error: 'too-many-attempts', facts: { retryAfterSeconds: 14 * 60 } }
    expect(results).toEqual([tooMany, tooMany])
    expect(emails).toEqual([])
    expect(stored.get(sha256(caller.email))).toEqual(full)
  })
})

describe('deleteExpiredRateLimits', () => {
  it('deletes failures older than fifteen minutes and windows that have ended', async () => {
    const { house, deletedBefore } = await aHouse()

    await house.deleteExpiredRateLimits()

    expect(deletedBefore).toEqual([after(-15 * MINUTE), NOW])
  })
})
