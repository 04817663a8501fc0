import type { IdempotencyKey } from './ports.ts'
import { sha256 } from './secrets.ts'
import type { UserId } from './ids.ts'

/** Hours that an answer is kept with its key: a house rule within the draft's freedom. */
export const KEY_KEPT_HOURS = 24

/**
 * An Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07) as the house keeps it: scoped
 * to its user, and bound to the operation and its input by their SHA-256.
 */
export function keyOf(
  operation: string,
  request: { user: UserId; key: string; input: Record<string, unknown> },
): IdempotencyKey {
  const fingerprint = sha256(canonicalJson([operation, request.input]))
  return { user: request.user, key: request.key, fingerprint }
}

/** JSON with the members of every object in one order, so that equal requests read the same. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isPlainObject(part) ? Object.fromEntries(Object.entries(part).sort(byName)) : part,
  )
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
