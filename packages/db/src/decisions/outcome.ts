import type { IdempotencyKey, IdempotentResult } from '@gavel/domain'
import type { Transaction } from '../client.ts'
import { isAway } from '../errors.ts'
import type { Outcome } from './command.ts'
import { replay } from './idempotency-record.ts'

/** Returns the result of an outcome. @throws its error. */
export function receiptOf<Answer>(outcome: Outcome): IdempotentResult<Answer> {
  if ('error' in outcome) throw outcome.error
  return outcome.receipt as IdempotentResult<Answer>
}

/** Whether a command failed because the database is unreachable, as the next one would. */
export const hasGone = (outcome: Outcome): boolean => 'error' in outcome && isAway(outcome.error)

/** Returns the recorded result of a key; null for a new key. @throws DomainError key-reused, or as recorded. */
export async function replayOf<Answer>(
  database: Transaction,
  key: IdempotencyKey,
): Promise<IdempotentResult<Answer> | null> {
  const record = await database.idempotencyRecord.findUnique({
    where: { userId_key: { userId: key.user, key: key.key } },
  })
  return record && receiptOf(replay(record, key))
}
