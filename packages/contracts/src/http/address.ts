import type { Headers } from './headers.ts'

/**
 * Where a request comes from. A forwarding header is what anybody may have written: only where
 * TRUST_PROXY says that a proxy of ours stands before this server is its last entry, which that proxy
 * has written, believed. Null where a server cannot see the other end of its connection.
 */
export function addressOf(
  headers: Headers,
  remote: string | null | undefined,
  { TRUST_PROXY }: { TRUST_PROXY: boolean },
): string | null {
  const forwarded = headers['x-forwarded-for']?.split(',').at(-1)?.trim()
  return (TRUST_PROXY && forwarded) || remote || null
}
