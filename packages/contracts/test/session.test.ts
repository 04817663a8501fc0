import { describe, expect, it } from 'vitest'
import { clearedCookie, sessionCookie, tokenOf } from '../src/index.ts'

const http = { PUBLIC_URL: 'http://localhost:3000' }
const https = { PUBLIC_URL: 'https://gavel.test' }

const given = (
  headers: { authorization?: string; cookie?: string },
  settings: { PUBLIC_URL?: string } = http,
) => tokenOf({ authorization: headers.authorization, cookie: headers.cookie }, settings)

describe('the token of a request', () => {
  it('is absent where nothing gives one', () => {
    expect(given({})).toBeNull()
    expect(given({ cookie: '' })).toBeNull()
    expect(given({ cookie: 'theme=dark' })).toBeNull()
  })

  it.each(['Bearer abc_DEF-1', 'bearer abc_DEF-1', 'BEARER abc_DEF-1'])(
    'is read from the header %j',
    (authorization) => {
      expect(given({ authorization })).toEqual({ token: 'abc_DEF-1', by: 'header' })
    },
  )

  it('is read from the cookie, wherever it stands among others', () => {
    const token = { token: 'abc', by: 'cookie' }

    expect(given({ cookie: 'gavel_session=abc' })).toEqual(token)
    expect(given({ cookie: 'theme=dark; gavel_session=abc; lang=en' })).toEqual(token)
    expect(given({ cookie: 'theme=dark;gavel_session=abc' })).toEqual(token)
  })

  it.each(['xgavel_session=abc', 'gavel_session2=abc', 'a=gavel_session=abc', 'gavel_session'])(
    'is not read from a cookie of another name: %j',
    (cookie) => {
      expect(given({ cookie })).toBeNull()
    },
  )

  it('is the header’s where both are given', () => {
    const headers = { authorization: 'Bearer abc', cookie: 'gavel_session=def' }

    expect(given(headers)).toEqual({ token: 'abc', by: 'header' })
  })

  it.each(['Basic YTpi', 'Bearer', 'Bearer ', 'Bearer a b', `Bearer ${'a'.repeat(201)}`, ''])(
    'is one that nobody has where the header is %j, whatever the cookie says',
    (authorization) => {
      const headers = { authorization, cookie: 'gavel_session=def' }

      expect(given(headers)).toEqual({ token: '', by: 'header' })
    },
  )
})

describe('the cookie of a session', () => {
  const session = { token: 'abc', expiresAt: '2026-03-01T18:00:00.000Z' }

  it('is for the server’s eyes and this site alone, until the session expires', () => {
    expect(sessionCookie(session, http)).toBe(
      'gavel_session=abc; Expires=Sun, 01 Mar 2026 18:00:00 GMT; Path=/; HttpOnly; SameSite=Lax',
    )
  })

  it('is bound to the host and to TLS where the house is at an https address', () => {
    expect(sessionCookie(session, https)).toBe(
      '__Host-gavel_session=abc; Expires=Sun, 01 Mar 2026 18:00:00 GMT; Path=/; HttpOnly; SameSite=Lax; Secure',
    )
  })

  it('is bound so whatever the case of the address', () => {
    expect(sessionCookie(session, { PUBLIC_URL: 'HTTPS://gavel.test' })).toContain('; Secure')
  })

  it('is taken back under the same name, with the same attributes', () => {
    expect(clearedCookie(http)).toBe('gavel_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax')
    expect(clearedCookie(https)).toBe(
      '__Host-gavel_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure',
    )
  })

  it('counts under its own name only', () => {
    const cookie = 'gavel_session=plain; __Host-gavel_session=bound'

    expect(given({ cookie }, http)).toEqual({ token: 'plain', by: 'cookie' })
    expect(given({ cookie }, https)).toEqual({ token: 'bound', by: 'cookie' })
    expect(given({ cookie: 'gavel_session=plain' }, https)).toBeNull()
  })

  it('is the plain one where no address is set', () => {
    expect(clearedCookie({})).toBe(clearedCookie(http))
  })
})
