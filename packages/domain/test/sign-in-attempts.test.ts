import { describe, expect, it } from 'vitest'
import { type Caller, isDomainError, createAuctionHouse, type Ports } from '../src/index.ts'
import { hashPassword, sha256 } from '../src/secrets.ts'
import { said } from './a-house.ts'
import { ada, after, NOW, SECOND } from './a-lot.ts'

const MINUTE = 60 * SECOND

const caller: Caller = { ...ada, email: 'ada@gavel.test' }
const right = { email: caller.email, password: 'going going gone' }
const wrong = { ...right, password: 'going' }

/** A house that knows Ada, and what it keeps of failed attempts by the hash of their address. */
async function aHouse(before: Record<string, readonly Date[]> = {}) {
  const passwordHash = await hashPassword(right.password)
  const kept = new Map(Object.entries(before))
  const forgotten: Date[] = []
  const asked: string[] = []
  const ports = {
    clock: { now: async () => NOW },
    users: {
      async findByEmail(email) {
        asked.push(email)
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
      forgetBefore: async () => false,
    },
    attempts: {
      async add({ emailHash }, decide) {
        const failures = decide(kept.get(emailHash) ?? [])
        if (isDomainError(failures)) throw failures
        kept.set(emailHash, failures)
      },
      forget: async (emailHash) => void kept.delete(emailHash),
      forgetBefore: async (moment) => forgotten.push(moment) > 2,
    },
    visits: {
      add: async ({ at }) => ({ count: 1, since: at }),
      takeBack: async () => {},
      forgetBefore: async (moment) => forgotten.push(moment) > 2,
    },
  } satisfies Partial<Ports>
  const settings = { softCloseSeconds: 120, sessionHours: 2, sessionIdleHours: 1 }
  const house = createAuctionHouse(ports as Partial<Ports> as Ports, settings)
  return { house, kept, asked, forgotten }
}

const full = Array<Date>(10).fill(after(-MINUTE))

describe('an attempt to sign in', () => {
  it('that fails is kept by the hash of the address, whatever its capitals', async () => {
    const { house, kept } = await aHouse()

    await said(house.signIn(wrong))
    await said(house.signIn({ ...wrong, email: 'ADA@gavel.test' }))

    expect([...kept]).toEqual([[sha256(caller.email), [NOW, NOW]]])
  })

  it('for an address that nobody has is kept alike', async () => {
    const { house, kept } = await aHouse()

    await said(house.signIn({ ...wrong, email: 'nobody@gavel.test' }))

    expect([...kept]).toEqual([[sha256('nobody@gavel.test'), [NOW]]])
  })

  it('that is right forgets those that failed before it', async () => {
    const { house, kept } = await aHouse({ [sha256(caller.email)]: full.slice(1) })

    await house.signIn(right)

    expect([...kept]).toEqual([])
  })

  it('after too many is refused before anybody looks at it, right or wrong', async () => {
    const { house, kept, asked } = await aHouse({ [sha256(caller.email)]: full })

    const refused = [await said(house.signIn(right)), await said(house.signIn(wrong))]

    const tooMany = { refused: 'too-many-attempts', facts: { retryAfterSeconds: 14 * 60 } }
    expect(refused).toEqual([tooMany, tooMany])
    expect(asked).toEqual([])
    expect(kept.get(sha256(caller.email))).toEqual(full)
  })
})

describe('what a house keeps of attempts', () => {
  it('is forgotten once they are older than a quarter of an hour, or their window is over', async () => {
    const { house, forgotten } = await aHouse()

    await house.forgetAttempts()

    expect(forgotten).toEqual([after(-15 * MINUTE), NOW])
  })
})
