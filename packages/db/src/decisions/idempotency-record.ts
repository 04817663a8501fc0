import { type IdempotencyKey, DomainError, type DomainErrorCode, domainError } from '@gavel/domain'
import type { Outcome } from './command.ts'

/** The stored outcome of a request with an Idempotency-Key: its answer, or its error if `refused`. */
export type IdempotencyRecord = { fingerprint: string; refused: boolean; body: unknown }

/** Returns the recorded outcome, or `key-reused` for a request with another fingerprint. */
export function replay(record: IdempotencyRecord, key: IdempotencyKey): Outcome {
  if (record.fingerprint !== key.fingerprint) return { error: domainError('key-reused') }
  if (!record.refused) return { receipt: { answer: record.body, replayed: true } }
  const { code, facts } = record.body as { code: DomainErrorCode; facts: never }
  return { error: new DomainError(code, facts, { replayed: true }) }
}

/** Returns the map key of a record: the user id, which has no space, and the Idempotency-Key. */
export const recordName = ({ user, key }: { user: string; key: string }): string => `${user} ${key}`
