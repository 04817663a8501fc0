import { DomainError } from '../domain-error.ts'
import type { Counted, Quota } from '../quota.ts'

type RateLimitCode = 'too-many-attempts' | 'too-many-requests'

/**
 * Checks a count against its quota.
 * @param counted - the count in the current window, including the request to check.
 * @returns an error of the given code with the seconds until the window ends (at least 1), or null.
 */
export function rateLimitExceeded<Code extends RateLimitCode>(
  code: Code,
  { quota, counted, at }: { quota: Quota; counted: Counted; at: Date },
): DomainError<Code> | null {
  if (counted.count <= quota.most) return null
  const left = counted.since.getTime() + quota.seconds * 1000 - at.getTime()
  const facts = { retryAfterSeconds: Math.max(1, Math.ceil(left / 1000)) }
  return new DomainError(code, facts, { quota })
}

/** House rule: minutes for which a failed sign-in counts. */
export const FAILED_SIGN_IN_MINUTES = 15

const WINDOW = FAILED_SIGN_IN_MINUTES * 60_000

/** House rule: failed sign-ins per e-mail address in a sliding window. */
const FAILED_SIGN_INS: Quota = {
  name: 'failed-sign-ins-per-email',
  most: 10,
  seconds: WINDOW / 1000,
}

/**
 * Counts a sign-in as failed until its password is found to be right. After ten failures for one
 * e-mail address within fifteen minutes, further sign-ins are rejected until the oldest of the ten is
 * fifteen minutes old.
 * @param failures - earlier failures for the address, whether a user has the address or not.
 * @returns the failures to store, or `too-many-attempts`.
 */
export function nextFailedSignIns(
  failures: readonly Date[],
  at: Date,
): Date[] | DomainError<'too-many-attempts'> {
  const recent = failures.filter((failure) => at.getTime() - failure.getTime() < WINDOW)
  if (recent.length < FAILED_SIGN_INS.most) return [...recent, at]
  const oldest = Math.min(...recent.map((failure) => failure.getTime()))
  const retryAfterSeconds = Math.ceil((oldest + WINDOW - at.getTime()) / 1000)
  return new DomainError('too-many-attempts', { retryAfterSeconds }, { quota: FAILED_SIGN_INS })
}
