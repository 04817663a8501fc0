import type { Quota } from '@gavel/domain'

/**
 * What a client is told of a quota that it has used up: draft-ietf-httpapi-ratelimit-headers-11, 3
 * and 4. `r` is what is left of it, for the `t` seconds to come.
 */
export const quotaHeaders = (
  { name, most, seconds }: Quota,
  retryAfterSeconds: number,
): Record<string, string> => ({
  'RateLimit-Policy': `"${name}";q=${most};w=${seconds}`,
  RateLimit: `"${name}";r=0;t=${retryAfterSeconds}`,
})
