import { DomainError, type Quota } from '@gavel/domain'

/**
 * The headers of a 429 answer: draft-ietf-httpapi-ratelimit-headers-11, sections 3 and 4. `r` is
 * what remains of the limit for the next `t` seconds.
 */
export const rateLimitHeaders = (
  { name, most, seconds }: Quota,
  retryAfterSeconds: number,
): Record<string, string> => ({
  'RateLimit-Policy': `"${name}";q=${most};w=${seconds}`,
  RateLimit: `"${name}";r=0;t=${retryAfterSeconds}`,
})

/** The error of a limit that is used up, for `milliseconds` more. */
export const rateLimitExceededError = (quota: Quota, milliseconds: number): DomainError =>
  new DomainError(
    'too-many-requests',
    { retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1000)) },
    { quota },
  )
