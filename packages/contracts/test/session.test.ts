import { describe, expect, it } from 'vitest'
import {
  clearedCookie,
  cookieName,
  cookieOptions,
  requireSecret,
  requireToken,
  sessionToken,
} from '../src/index.ts'
import { errorOf } from './a-request.ts'

const http = { PUBLIC_URL: 'http://localhost:3000' }
const https = { PUBLIC_URL: 'HTTPS://gavel.test' }

describe('sessionToken', () => {
  it.each([undefined, null])('returns null without credentials (%j)', (authorization) => {
    expect(sessionToken({ authorization, cookie: undefined })).toBeNull()
  })

  it.each(['Bearer abc_DEF-1', 'bearer abc_DEF-1', 'BEARER abc_DEF-1'])(
    'reads the header %j',
    (authorization) => {
      const token = { token: 'abc_DEF-1', from: 'header' }

      expect(sessionToken({ authorization, cookie: undefined })).toEqual(token)
      expect(sessionToken({ authorization, cookie: 'def' })).toEqual(token)
    },
  )

  it('reads the cookie without a header', () => {
    const token = { token: 'abc', from: 'cookie' }

    expect(sessionToken({ authorization: null, cookie: 'abc' })).toEqual(token)
  })

  it.each(['Basic YTpi', 'Bearer', 'Bearer ', 'Bearer a b', `Bearer ${'a'.repeat(201)}`, ''])(
    'returns the empty token for the header %j and ignores the cookie',
    (authorization) => {
      expect(sessionToken({ authorization, cookie: 'def' })).toEqual({ token: '', from: 'header' })
    },
  )
})

describe('requireToken', () => {
  it('answers no-session without a token', () => {
    expect(errorOf(() => requireToken(null)).code).toBe('no-session')
  })
})

describe('requireSecret', () => {
  const secret = 'secret-of-the-operator'

  it('accepts the secret in the header', () => {
    expect(() => requireSecret({ token: secret, from: 'header' }, secret)).not.toThrow()
  })

  it.each([
    ['no token', null, secret],
    ['another token', { token: 'other', from: 'header' }, secret],
    ['the secret in a cookie', { token: secret, from: 'cookie' }, secret],
    ['no secret in the environment', { token: '', from: 'header' }, undefined],
  ] as const)('answers no-session with %s', (_, token, expected) => {
    expect(errorOf(() => requireSecret(token, expected)).code).toBe('no-session')
  })
})

describe('the session cookie', () => {
  it('is bound to the host and to TLS with an https address', () => {
    expect(cookieName(https)).toBe('__Host-gavel_session')
    expect(cookieOptions(https)).toEqual({
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: true,
    })
  })

  it.each([http, {}])('is a plain cookie with the address %j', (settings) => {
    expect(cookieName(settings)).toBe('gavel_session')
    expect(cookieOptions(settings)).toMatchObject({ httpOnly: true, secure: false })
  })

  it('is cleared with the same attributes', () => {
    expect(clearedCookie(http)).toBe('gavel_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax')
    expect(clearedCookie(https)).toBe(
      '__Host-gavel_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure',
    )
  })
})
