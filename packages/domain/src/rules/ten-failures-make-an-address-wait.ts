import type { Quota } from '../quota.ts'
import { DomainError } from '../refusal.ts'

/** House rule: failed attempts to sign in that are let through to be judged. */
const FAILURES_LET_IN = 10
/** House rule: minutes for which a failed attempt counts. */
export const FAILURE_COUNTS_MINUTES = 15

const COUNTS = FAILURE_COUNTS_MINUTES * 60_000

const QUOTA: Quota = {
  name: 'failed-sign-ins-per-email',
  most: FAILURES_LET_IN,
  seconds: COUNTS / 1000,
}

/**
 * After ten failed attempts for one e-mail address within fifteen minutes, further ones are refused
 * until the oldest of the ten is fifteen minutes old.
 * @param failures - those for the address, whether a user has it or not.
 * @param at - the attempt in question, which counts as failed until it is known to be right.
 * @returns the failures that count from now on.
 */
export function tenFailuresMakeAnAddressWait(
  failures: readonly Date[],
  at: Date,
): Date[] | DomainError<'too-many-attempts'> {
  const counting = failures.filter((failure) => at.getTime() - failure.getTime() < COUNTS)
  if (counting.length < FAILURES_LET_IN) return [...counting, at]
  const oldest = Math.min(...counting.map((failure) => failure.getTime()))
  const retryAfterSeconds = Math.ceil((oldest + COUNTS - at.getTime()) / 1000)
  return new DomainError('too-many-attempts', { retryAfterSeconds }, { quota: QUOTA })
}
