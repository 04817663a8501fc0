import { type IdempotencyKey, DomainError, type DomainErrorCode, domainError } from '@gavel/domain'
import type { Outcome } from './command.ts'

/** What an Idempotency-Key stands for, from the table or from earlier in the batch. */
export type Kept = { fingerprint: string; refused: boolean; body: unknown }

/** The outcome that a key stands for; another request with it is refused. */
export function repeat(kept: Kept, key: IdempotencyKey): Outcome {
  if (kept.fingerprint !== key.fingerprint) return { error: domainError('key-reused') }
  if (!kept.refused) return { receipt: { answer: kept.body, replayed: true } }
  const { code, facts } = kept.body as { code: DomainErrorCode; facts: never }
  return { error: new DomainError(code, facts, { replayed: true }) }
}

/** One user's key: a user id has no space. */
export const nameOf = ({ user, key }: { user: string; key: string }): string => `${user} ${key}`
