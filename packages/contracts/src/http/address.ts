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
  const address = (TRUST_PROXY && forwarded) || remote
  return address ? clientOf(address) : null
}

/**
 * One spelling for one client. A socket that takes both families writes IPv4 as IPv6 (RFC 4291,
 * 2.5.5.2), a proxy does not; and who has IPv6 has a /64, all of which is theirs (RFC 4291, 2.5.4).
 */
function clientOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::', 2)
  const groups = head ? head.split(':') : []
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length
  const all = [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
