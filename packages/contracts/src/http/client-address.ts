import ipaddr from 'ipaddr.js'

/**
 * One spelling of a client's address, as a key for rate limits. A port (Azure and IIS write one) is
 * cut off. IPv4-mapped IPv6 becomes IPv4 (RFC 4291, 2.5.5.2). Other IPv6 becomes its /64 network,
 * all of which belongs to one client (RFC 4291, 2.5.4).
 * @returns null for what is no address.
 */
export function normalizeAddress(written: string | null | undefined): string | null {
  const text = withoutPort((written ?? '').trim())
  if (isIPv4(text)) return text
  if (!isIPv6(text)) return null
  const address = ipaddr.process(text.replace(/%.*$/, ''))
  if (address instanceof ipaddr.IPv4) return address.toString()
  const network = address.parts.slice(0, 4).map((part) => part.toString(16))
  return `${network.join(':')}::/64`
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

/** ipaddr.js also accepts leading zeros, which give one client several keys. */
const isIPv4 = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) && !/(^|\.)0\d/.test(text)

/** ipaddr.js does not check the parts of an IPv4 address in IPv6. */
const isIPv6 = (text: string): boolean =>
  ipaddr.IPv6.isValid(text) &&
  (!text.includes('.') || isIPv4(text.replace(/%.*$/, '').split(':').at(-1) ?? ''))

const withoutPort = (address: string): string =>
  /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address
