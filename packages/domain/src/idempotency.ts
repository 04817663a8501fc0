import type { UserId } from './ids.ts'
import { sha256 } from './secrets.ts'

/** An Idempotency-Key of one user, and the SHA-256 of the request that it was sent with. */
export type IdempotencyKey = { user: UserId; key: string; fingerprint: string }

/** An answer, and whether it replays that of an earlier request with the same key. */
export type IdempotentResult<Answer> = { answer: Answer; replayed: boolean }

/** House rule: hours after which a key and its stored answer are deleted. */
export const KEY_RETENTION_HOURS = 24

/**
 * Returns the Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07) of a request. IdempotencyRecords are
 * scoped to their user; the fingerprint covers the operation and its input.
 */
export function keyOf(
  operation: string,
  request: { user: UserId; key: string; input: Record<string, unknown> },
): IdempotencyKey {
  const fingerprint = sha256(canonicalJson([operation, request.input]))
  return { user: request.user, key: request.key, fingerprint }
}

/** Serializes with sorted object members, so that equal requests have equal fingerprints. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isPlainObject(part) ? Object.fromEntries(Object.entries(part).sort(byName)) : part,
  )
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
