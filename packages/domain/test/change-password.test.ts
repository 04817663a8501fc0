import { beforeAll, describe, expect, it } from 'vitest'
import { type Caller, createAuctionHouse, type Ports } from '../src/index.ts'
import { hashPassword, isPasswordOf, sha256 } from '../src/secrets.ts'
import { said } from './a-house.ts'
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

/** A house that knows Ada by her password, until somebody overtakes her with another hash. */
function aHouse({ count = 1, overtakenBy }: { count?: number; overtakenBy?: string } = {}) {
  const kept = { hash, changes: [] as Change[], visits: [] as string[] }
  const ports = {
    clock: { now: async () => NOW },
    users: {
      findByEmail: async () => ({ ...caller, passwordHash: kept.hash }),
      async changePassword(_, asked) {
        if (overtakenBy && kept.hash !== overtakenBy) kept.hash = overtakenBy
        if (asked.from !== kept.hash) return false
        kept.changes.push(asked)
        return true
      },
    },
    visits: {
      async add({ at }) {
        kept.visits.push('counted')
        return { count, since: at }
      },
      takeBack: async () => void kept.visits.push('taken back'),
    },
  } satisfies { [Name in keyof Ports]?: Partial<Ports[Name]> }
  const settings = { softCloseSeconds: 120, sessionHours: 2, sessionIdleHours: 1 }
  return { house: createAuctionHouse(ports as unknown as Ports, settings), kept }
}

describe('somebody who changes the password', () => {
  it('has the hash of another kept, and a session of which only the hash of the token is', async () => {
    const { house, kept } = aHouse()

    const { user, token, expiresAt } = await house.changePassword(change)

    const [{ from, to, session }] = kept.changes as [Change]
    expect([user, from, expiresAt]).toEqual([caller, hash, after(2 * HOUR).toISOString()])
    expect(session).toEqual({ tokenHash: sha256(token), expiresAt: after(2 * HOUR), at: NOW })
    expect(await isPasswordOf(to, change.password)).toBe(true)
  })

  it('is counted before the password is judged, and taken back where it was right', async () => {
    const [right, wrong] = [aHouse(), aHouse()]

    await right.house.changePassword(change)
    await said(wrong.house.changePassword({ ...change, current: 'going' }))

    expect(right.kept.visits).toEqual(['counted', 'taken back'])
    expect(wrong.kept.visits).toEqual(['counted'])
  })

  it('is refused after ten that were wrong, though this one is right', async () => {
    const { house, kept } = aHouse({ count: 11 })

    const refused = await said(house.changePassword(change))

    const facts = { retryAfterSeconds: 15 * 60 }
    expect(refused).toEqual({ refused: 'too-many-requests', facts })
    expect(kept.changes).toEqual([])
  })

  it('is refused one that is tried first, before anything is counted', async () => {
    const { house, kept } = aHouse()

    const refused = await said(house.changePassword({ ...change, password: 'finalfantasy' }))

    expect(refused).toMatchObject({ refused: 'invalid' })
    expect(kept.visits).toEqual([])
  })
})

describe('somebody who is overtaken while the password changes', () => {
  it('is told that it is not the current one, where another is', async () => {
    const { house, kept } = aHouse({ overtakenBy: hashOfAnother })

    const refused = await said(house.changePassword(change))

    expect(refused).toEqual({ refused: 'wrong-password', facts: {} })
    expect(kept.changes).toEqual([])
  })

  it('changes it all the same, where it was only hashed anew', async () => {
    const anew = await hashPassword(change.current)
    const { house, kept } = aHouse({ overtakenBy: anew })

    await house.changePassword(change)

    expect(kept.changes.map(({ from }) => from)).toEqual([anew])
  })
})
