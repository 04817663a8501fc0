import request, { type Response, type Test } from 'supertest'
import type { Method } from '../src/operation.ts'
import { check } from './answers.ts'
import { newKey, type TestUser } from './fixtures.ts'
import { baseUrl } from './given.ts'

/**
 * Sends a request with supertest, which adds no `Cache-Control` of its own as `fetch` does. The
 * response is checked against the contract.
 */
export const send = (method: Method | 'HEAD' | 'OPTIONS', path: string): Test =>
  request(baseUrl)
    [method.toLowerCase() as 'get'](path)
    .on('response', ({ status, headers, text }: Response) =>
      check({ method, target: path, status, headers, text }),
    )

/** A valid deposit without its body. */
export const deposit = (user: TestUser): Test =>
  send('POST', '/api/me/wallet/deposits')
    .set('Authorization', `Bearer ${user.token}`)
    .set('Idempotency-Key', newKey())
    .set('Content-Type', 'application/json')

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })

/** The session cookie by both names: the second one is used over https. */
export const sessionCookie = (token: string) => ({
  Cookie: `gavel_session=${token}; __Host-gavel_session=${token}`,
})

export const FOREIGN_ORIGIN = 'https://elsewhere.test'

/** Whether a `Set-Cookie` clears the session cookie: an empty value that has expired. */
export function isCleared(setCookie: string | string[] | undefined): boolean {
  const [cookie = ''] = [setCookie ?? ''].flat()
  if (!/^(__Host-)?gavel_session=;/.test(cookie)) return false
  const [, maxAge] = /;\s*Max-Age=(-?\d+)/i.exec(cookie) ?? []
  const [, expires = ''] = /;\s*Expires=([^;]+)/i.exec(cookie) ?? []
  return maxAge === undefined ? Date.parse(expires) < Date.now() : Number(maxAge) <= 0
}
