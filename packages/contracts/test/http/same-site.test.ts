import { describe, expect, it } from 'vitest'
import {
  type PageHeaders,
  replacedSession,
  requireOwnOrigin,
  requireSameSite,
} from '../../src/index.ts'
import { thrownBy } from '../thrown-by.ts'

type Page = PageHeaders & { name: string }

const ALLOWED = ['https://partner.test']
const crossSite = { name: 'RequestError', code: 'cross-site' }
const cookie = { token: 'abc', from: 'cookie' } as const
const header = { token: 'abc', from: 'header' } as const

/** Headers of a request to gavel.test. */
const withHost = ({ name: _, ...page }: Page): PageHeaders => ({ host: 'gavel.test', ...page })

const OWN: Page[] = [
  { name: 'neither Origin nor Sec-Fetch-Site' },
  { name: 'null for absent headers', origin: null, secFetchSite: null },
  { name: 'neither of them, nor Host', host: null },
  { name: 'the Origin of this host', origin: 'https://gavel.test' },
  { name: 'the Origin of this host behind a proxy that ends TLS', origin: 'http://gavel.test' },
  { name: 'the Origin of this host and port', origin: 'http://a.test:3000', host: 'a.test:3000' },
  { name: 'an allowed Origin', origin: 'https://partner.test', secFetchSite: 'cross-site' },
  { name: 'an allowed Origin and no Host', origin: 'https://partner.test', host: null },
]

const FOREIGN: Page[] = [
  { name: 'a foreign Origin', origin: 'https://evil.test' },
  { name: 'the Origin null', origin: 'null' },
  { name: 'the Origin null and no Host', origin: 'null', host: null },
  { name: 'the Origin null and an empty Host', origin: 'null', host: '' },
  { name: 'an empty Origin', origin: '' },
  { name: 'an Origin without a scheme', origin: 'gavel.test' },
  { name: 'an Origin without a scheme, and no Host', origin: 'gavel.test', host: undefined },
  { name: 'an Origin without a host, and an empty Host', origin: 'file://', host: '' },
  { name: 'the Origin of another port', origin: 'https://gavel.test:8443' },
  { name: 'the Origin of a subdomain', origin: 'https://evil.gavel.test' },
  { name: 'an Origin that ends like this host', origin: 'https://evilgavel.test' },
  { name: 'this host as the user of a foreign Origin', origin: 'https://gavel.test@evil.test' },
  { name: 'an allowed Origin of another scheme', origin: 'http://partner.test' },
  { name: 'a foreign Origin, same-origin', origin: 'https://e.test', secFetchSite: 'same-origin' },
]

const OWN_SITE: Page[] = [
  { name: 'Sec-Fetch-Site same-origin', secFetchSite: 'same-origin' },
  { name: 'Sec-Fetch-Site none', secFetchSite: 'none' },
]

const FOREIGN_SITE: Page[] = [
  { name: 'Sec-Fetch-Site cross-site', secFetchSite: 'cross-site' },
  { name: 'Sec-Fetch-Site same-site', secFetchSite: 'same-site' },
  { name: 'an unknown Sec-Fetch-Site', secFetchSite: '?' },
  { name: 'an empty Sec-Fetch-Site', secFetchSite: '' },
]

describe('requireSameSite', () => {
  const check = (request: { method?: string; token?: typeof cookie | typeof header }, page: Page) =>
    requireSameSite({ method: 'POST', token: cookie, ...request, page: withHost(page) }, ALLOWED)
  const [foreign] = FOREIGN as [Page]

  it.each([...OWN, ...OWN_SITE])('accepts a write with $name', (page) => {
    expect(check({}, page)).toBeUndefined()
  })

  it.each([...FOREIGN, ...FOREIGN_SITE])('rejects a write with $name', (page) => {
    expect(thrownBy(() => check({}, page))).toMatchObject(crossSite)
  })

  it.each(['PUT', 'PATCH', 'DELETE'])('rejects %s with a foreign Origin', (method) => {
    expect(thrownBy(() => check({ method }, foreign))).toMatchObject(crossSite)
  })

  it.each([{ method: 'GET' }, { method: 'HEAD' }, { token: header }])(
    'accepts %j with a foreign Origin',
    (request) => {
      expect(check(request, foreign)).toBeUndefined()
    },
  )
})

describe('requireOwnOrigin', () => {
  it.each([...OWN, ...OWN_SITE, ...FOREIGN_SITE])('accepts a stream with $name', (page) => {
    expect(requireOwnOrigin(withHost(page), ALLOWED)).toBeUndefined()
  })

  it.each(FOREIGN)('rejects a stream with $name', (page) => {
    expect(thrownBy(() => requireOwnOrigin(withHost(page), ALLOWED))).toMatchObject(crossSite)
  })
})

describe('replacedSession', () => {
  it.each([...OWN, ...OWN_SITE])('returns the session of the cookie with $name', (page) => {
    expect(replacedSession(cookie, withHost(page), ALLOWED)).toBe('abc')
  })

  it.each([...FOREIGN, ...FOREIGN_SITE])('returns null with $name', (page) => {
    expect(replacedSession(cookie, withHost(page), ALLOWED)).toBeNull()
  })

  it.each([null, header])('returns null without a cookie: %j', (token) => {
    expect(replacedSession(token, { host: 'gavel.test' }, ALLOWED)).toBeNull()
  })
})
