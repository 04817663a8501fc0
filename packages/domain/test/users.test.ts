import { beforeAll, describe, expect, it } from 'vitest'
import { type Caller, createAuctionHouse, type Ports } from '../src/index.ts'
import { hashPassword, isPasswordOf, sha256 } from '../src/secrets.ts'
import { resultOf } from './a-house.ts'
import { ada, after, HOUR, NOW } from './a-lot.ts'

const caller: Caller = { ...ada, email: 'ada@gavel.test' }
const change = { user: caller, current: 'going going gone', password: 'gone for good' }

let hash: string
let hashOfAnother: string
beforeAll(async () => {
  hash = await hashPassword(change.current)
  hashOfAnother = await hashPassword('a third password')
})

type Change = Parameters<Ports['users']['changePassword']>[1]

/** Returns a house with the user Ada. `overtakenBy` is a hash stored by a concurrent request. */
function aHouse({ count = 1, overtakenBy }: { count?: number; overtakenBy?: string } = {}) {
  const state = { hash, changes: [] as Change[], requests: [] as string[] }
  const ports = {
    clock: { now: async () => NOW },
    users: {
      findByEmail: async () => ({ ...caller, passwordHash: state.hash }),
      async changePassword(_, asked) {
        if (overtakenBy && state.hash !== overtakenBy) state.hash = overtakenBy
        if (asked.from !== state.hash) return false
        state.changes.push(asked)
        return true
      },
    },
    rateLimits: {
      async consume({ at }) {
        state.requests.push('counted')
        return { count, since: at }
      },
      refund: async () => void state.requests.push('refunded'),
    },
  } satisfies { [Name in keyof Ports]?: Partial<Ports[Name]> }
  const settings = { softCloseSeconds: 120, sessionHours: 2, sessionIdleHours: 1 }
  return { house: createAuctionHouse(ports as unknown as Ports, settings), state }
}

describe('changePassword', () => {
  it('stores the new hash and a new session with only the hash of its token', async () => {
    const { house, state } = aHouse()

    const { user, token, expiresAt } = await house.changePassword(change)

    const [{ from, to, session }] = state.changes as [Change]
    expect([user, from, expiresAt]).toEqual([caller, hash, after(2 * HOUR).toISOString()])
    expect(session).toEqual({ tokenHash: sha256(token), expiresAt: after(2 * HOUR), at: NOW })
    expect(await isPasswordOf(to, change.password)).toBe(true)
  })

  it('counts the request before it verifies the password, and refunds it on success', async () => {
    const [right, wrong] = [aHouse(), aHouse()]

    await right.house.changePassword(change)
    await resultOf(wrong.house.changePassword({ ...change, current: 'going' }))

    expect(right.state.requests).toEqual(['counted', 'refunded'])
    expect(wrong.state.requests).toEqual(['counted'])
  })

  it('returns too-many-requests after ten wrong passwords, even for the right one', async () => {
    const { house, state } = aHouse({ count: 11 })

    const result = await resultOf(house.changePassword(change))

    const facts = { retryAfterSeconds: 15 * 60 }
    expect(result).toEqual({ error: 'too-many-requests', facts })
    expect(state.changes).toEqual([])
  })

  it('returns invalid for a common password without counting the request', async () => {
    const { house, state } = aHouse()

    const result = await resultOf(house.changePassword({ ...change, password: 'finalfantasy' }))

    expect(result).toMatchObject({ error: 'invalid' })
    expect(state.requests).toEqual([])
  })
})

describe('changePassword during a concurrent change', () => {
  it('returns wrong-password when the password has changed', async () => {
    const { house, state } = aHouse({ overtakenBy: hashOfAnother })

    const result = await resultOf(house.changePassword(change))

    expect(result).toEqual({ error: 'wrong-password', facts: {} })
    expect(state.changes).toEqual([])
  })

  it('succeeds when only the hash has changed', async () => {
    const anew = await hashPassword(change.current)
    const { house, state } = aHouse({ overtakenBy: anew })

    await house.changePassword(change)

    expect(state.changes.map(({ from }) => from)).toEqual([anew])
  })
})
