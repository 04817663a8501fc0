import { describe, expect, it } from 'vitest'
import { replacedSession, requireOwnOrigin, requireSameSite } from '../src/index.ts'
import { errorOf } from './a-request.ts'

type Request = {
  method?: string
  token?: { token: string; from: 'header' | 'cookie' }
  origin?: string
  fetchSite?: string
  host?: string | undefined
}

const ALLOWED = ['https://partner.test']

/** A write with the cookie, of which nobody has said where it comes from. */
const aWrite = (differently: Request): Parameters<typeof requireSameSite>[0] => {
  const { method = 'POST', token = { token: 'abc', from: 'cookie' }, ...site } = differently
  const { origin, fetchSite, host } = { host: 'gavel.test', ...site }
  return { method, token, page: { origin, host, secFetchSite: fetchSite } }
}

describe('a write with the session cookie', () => {
  it.each<{ name: string } & Request>([
    { name: 'neither Origin nor Sec-Fetch-Site' },
    { name: 'the Origin of this host', origin: 'https://gavel.test' },
    { name: 'the Origin of this host, behind a proxy that ends TLS', origin: 'http://gavel.test' },
    { name: 'the Origin of this host and port', origin: 'http://a.test:3000', host: 'a.test:3000' },
    { name: 'an Origin that is allowed', origin: 'https://partner.test' },
    {
      name: 'an Origin that is allowed, from a foreign page',
      origin: 'https://partner.test',
      fetchSite: 'cross-site',
    },
    { name: 'Sec-Fetch-Site same-origin', fetchSite: 'same-origin' },
    { name: 'Sec-Fetch-Site none', fetchSite: 'none' },
  ])('passes with $name', ({ name: _, ...request }) => {
    expect(requireSameSite(aWrite(request), ALLOWED)).toBeUndefined()
  })

  it.each<{ name: string } & Request>([
    { name: 'a foreign Origin', origin: 'https://evil.test' },
    { name: 'the Origin null', origin: 'null' },
    { name: 'an empty Origin', origin: '' },
    { name: 'an Origin that is none', origin: 'gavel.test' },
    { name: 'an Origin that is none, and no Host', origin: 'gavel.test', host: undefined },
    { name: 'the Origin of another port', origin: 'https://gavel.test:8443' },
    { name: 'the Origin of a subdomain', origin: 'https://evil.gavel.test' },
    { name: 'an Origin that ends like this host', origin: 'https://evilgavel.test' },
    { name: 'this host as the user of a foreign Origin', origin: 'https://gavel.test@evil.test' },
    { name: 'an allowed Origin of another scheme', origin: 'http://partner.test' },
    {
      name: 'a foreign Origin that calls itself same-origin',
      origin: 'https://evil.test',
      fetchSite: 'same-origin',
    },
    { name: 'Sec-Fetch-Site cross-site', fetchSite: 'cross-site' },
    { name: 'Sec-Fetch-Site same-site', fetchSite: 'same-site' },
    { name: 'a Sec-Fetch-Site that nobody knows', fetchSite: '?' },
  ])('is refused with $name', ({ name: _, ...request }) => {
    expect(errorOf(() => requireSameSite(aWrite(request), ALLOWED)).code).toBe('cross-site')
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('is refused as %s', (method) => {
    const request = aWrite({ method, origin: 'https://evil.test' })

    expect(errorOf(() => requireSameSite(request, ALLOWED)).code).toBe('cross-site')
  })
})

describe('a request that no browser could have been made to send', () => {
  it.each<{ name: string } & Request>([
    { name: 'with its token in the header', token: { token: 'abc', from: 'header' } },
    { name: 'that reads', method: 'GET' },
    { name: 'that reads the head', method: 'HEAD' },
  ])('passes $name, from anywhere', ({ name: _, ...request }) => {
    const foreign = { origin: 'https://evil.test', fetchSite: 'cross-site' }

    expect(requireSameSite(aWrite({ ...foreign, ...request }), ALLOWED)).toBeUndefined()
  })
})

describe('a client that would watch', () => {
  it.each([
    { name: 'no Origin', origin: undefined },
    { name: 'the Origin of this host', origin: 'https://gavel.test' },
    { name: 'an Origin that is allowed', origin: 'https://partner.test' },
  ])('passes with $name', ({ origin }) => {
    expect(requireOwnOrigin({ origin, host: 'gavel.test' }, ALLOWED)).toBeUndefined()
  })

  it.each(['https://evil.test', 'null', '', 'gavel.test', 'https://gavel.test:8443'])(
    'is refused with a foreign Origin, whatever it shows: %j',
    (origin) => {
      const page = { origin, host: 'gavel.test' }

      expect(errorOf(() => requireOwnOrigin(page, ALLOWED)).code).toBe('cross-site')
    },
  )
})

describe('replacedSession', () => {
  const replaced = (request: Request) => {
    const { token, page } = aWrite(request)
    return replacedSession(token, page, ALLOWED)
  }

  it.each<{ name: string } & Request>([
    { name: 'without an Origin' },
    { name: 'from a page of this host', origin: 'https://gavel.test' },
    { name: 'from an Origin that is allowed', origin: 'https://partner.test' },
  ])('is that of the cookie, $name', ({ name: _, ...request }) => {
    expect(replaced(request)).toBe('abc')
  })

  it.each<{ name: string } & Request>([
    { name: 'from a foreign page', origin: 'https://evil.test' },
    { name: 'from a page of a foreign site', fetchSite: 'cross-site' },
    { name: 'with a token in the header', token: { token: 'abc', from: 'header' } },
  ])('is none $name', ({ name: _, ...request }) => {
    expect(replaced(request)).toBeNull()
  })

  it('is none without a session', () => {
    expect(replacedSession(null, {}, ALLOWED)).toBeNull()
  })
})
