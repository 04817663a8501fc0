import type { Ports } from '../ports.ts'
import type { Quota } from '../quota.ts'
import { rateLimitExceeded } from '../rules/rate-limit.ts'
import { sha256 } from '../secrets.ts'

/** `by` identifies the client: its address, or the id of the user. */
type LimitedRequest = { quota: Quota; by: string; code: 'too-many-attempts' | 'too-many-requests' }

/**
 * Counts a request against a quota. Only the SHA-256 of the client's identifier is stored.
 * @returns a function that refunds the request.
 * @throws DomainError with the given code when the quota is exceeded.
 */
export async function consume(
  { rateLimits, clock }: Ports,
  { quota, by, code }: LimitedRequest,
): Promise<() => Promise<void>> {
  const at = await clock.now()
  const name = sha256(`${quota.name} ${by}`)
  const counted = await rateLimits.consume({ name, at, seconds: quota.seconds })
  const exceeded = rateLimitExceeded(code, { quota, counted, at })
  if (exceeded) throw exceeded
  return () => rateLimits.refund({ name, since: counted.since })
}
