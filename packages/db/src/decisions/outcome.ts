import type { IdempotencyKey, IdempotentResult } from '@gavel/domain'
import type { Transaction } from '../client.ts'
import { isAway } from '../errors.ts'
import type { Outcome } from './command.ts'
import { repeat } from './kept.ts'

/** The receipt of an outcome. @throws whatever else became of the command. */
export function receiptOf<Answer>(outcome: Outcome): IdempotentResult<Answer> {
  if ('error' in outcome) throw outcome.error
  return outcome.receipt as IdempotentResult<Answer>
}

/** Whether a command failed, as the next one would, because the database cannot be reached. */
export const hasGone = (outcome: Outcome): boolean => 'error' in outcome && isAway(outcome.error)

/** The receipt that a key stands for; null where it is new. @throws DomainError key-reused, or as kept. */
export async function replayOf<Answer>(
  database: Transaction,
  key: IdempotencyKey,
): Promise<IdempotentResult<Answer> | null> {
  const kept = await database.idempotencyRecord.findUnique({
    where: { userId_key: { userId: key.user, key: key.key } },
  })
  return kept && receiptOf(repeat(kept, key))
}
