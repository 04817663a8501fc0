import { describe, expect, it } from 'vitest'
import { api, type Operation, type ProblemCode, refusalsOf } from '../src/index.ts'

const any = ['malformed-request', 'too-large', 'internal'] as const
const user = ['no-session', 'session-ended', 'unavailable'] as const
const body = ['request-timeout', 'wrong-media-type', 'invalid'] as const
const edit = ['precondition-required', 'not-your-lot', 'stale', 'lot-not-draft'] as const
const key = ['key-missing', 'key-reused'] as const

const told: { operation: Operation; refusals: ProblemCode[] }[] = [
  { operation: api.readHouse, refusals: [...any] },
  { operation: api.listLots, refusals: [...any, 'unavailable'] },
  { operation: api.readLot, refusals: [...any, 'not-found', 'unavailable'] },
  { operation: api.readWallet, refusals: [...any, ...user] },
  { operation: api.signOut, refusals: [...any, ...user, 'cross-site'] },
  {
    operation: api.signUp,
    refusals: [...any, ...body, 'email-taken', 'too-many-requests', 'unavailable'],
  },
  {
    operation: api.deposit,
    refusals: [...any, ...user, ...body, ...key, 'cross-site', 'wallet-full'],
  },
  {
    operation: api.watchRoom,
    refusals: [
      ...any,
      'session-ended',
      'cross-site',
      'not-found',
      'too-many-requests',
      'unavailable',
    ],
  },
  { operation: api.closeDueLots, refusals: [...any, 'no-session', 'busy', 'unavailable'] },
  {
    operation: api.editLot,
    refusals: [...any, ...user, ...body, ...edit, 'cross-site', 'not-found', 'busy'],
  },
]

describe('the refusals of an operation', () => {
  it.each(told)('are its own and those of its door: $operation.name', (expected) => {
    const refusals = refusalsOf(expected.operation)

    expect(refusals.toSorted()).toEqual(expected.refusals.toSorted())
  })
})
