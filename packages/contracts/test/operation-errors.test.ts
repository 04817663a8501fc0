import { describe, expect, it } from 'vitest'
import { api, type Operation, type ProblemCode, errorCodesOf } from '../src/index.ts'

const any = ['malformed-request', 'too-large', 'internal'] as const
const user = ['no-session', 'session-ended', 'unavailable'] as const
const body = ['request-timeout', 'wrong-media-type', 'invalid'] as const
const edit = ['precondition-required', 'not-your-lot', 'stale', 'lot-not-draft'] as const
const key = ['key-missing', 'key-reused'] as const

const told: { operation: Operation; errors: ProblemCode[] }[] = [
  { operation: api.readHouse, errors: [...any] },
  { operation: api.listLots, errors: [...any, 'unavailable'] },
  { operation: api.readLot, errors: [...any, 'not-found', 'unavailable'] },
  { operation: api.readWallet, errors: [...any, ...user] },
  { operation: api.signOut, errors: [...any, ...user, 'cross-site'] },
  {
    operation: api.signUp,
    errors: [...any, ...body, 'email-taken', 'too-many-requests', 'unavailable'],
  },
  {
    operation: api.deposit,
    errors: [...any, ...user, ...body, ...key, 'cross-site', 'wallet-full'],
  },
  {
    operation: api.watchRoom,
    errors: [
      ...any,
      'session-ended',
      'cross-site',
      'not-found',
      'too-many-requests',
      'unavailable',
    ],
  },
  { operation: api.closeDueLots, errors: [...any, 'no-session', 'busy', 'unavailable'] },
  {
    operation: api.editLot,
    errors: [...any, ...user, ...body, ...edit, 'cross-site', 'not-found', 'busy'],
  },
]

describe('errorCodesOf', () => {
  it.each(told)('are its own and those of its door: $operation.name', (expected) => {
    const codes = errorCodesOf(expected.operation)

    expect(codes.toSorted()).toEqual(expected.errors.toSorted())
  })
})
