/**
 * One spelling of a client's address, as a key for rate limits. A port (Azure and IIS write one) is
 * cut off. IPv4-mapped IPv6 becomes IPv4 (RFC 4291, 2.5.5.2). Other IPv6 becomes its /64 network,
 * all of which belongs to one client (RFC 4291, 2.5.4).
 * @returns null for what is no address.
 */
export function normalizeAddress(written: string | null | undefined): string | null {
  const address = withoutPort((written ?? '').trim())
  if (IPV4.test(address)) return address
  const groups = groupsOf(address)
  if (!groups) return null
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return [groups[6] as number, groups[7] as number]
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/**
 * The entry of `X-Forwarded-For` that the outermost of `proxies` trusted proxies wrote; null without
 * a trusted proxy, because a client can send the header as well.
 */
export function forwardedAddress(header: string | null, proxies: number): string | null {
  if (proxies === 0 || !header) return null
  const entries = header.split(',')
  return normalizeAddress(entries.at(-proxies) ?? entries[0])
}

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/

const withoutPort = (address: string): string =>
  /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1] ??
  /^([\d.]+):\d+$/.exec(address)?.[1] ??
  address.replace(/%.*$/, '')

/** The eight groups of an IPv6 address (RFC 4291, 2.2); null for anything else. */
function groupsOf(address: string): number[] | null {
  const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)]
      .map((group) => group.toString(16))
      .join(':'),
  )
  const halves = hex.split('::')
  if (halves.length > 2) return null
  const [head = [], tail = []] = halves.map((half) => (half ? half.split(':') : []))
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail]
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : null
}
