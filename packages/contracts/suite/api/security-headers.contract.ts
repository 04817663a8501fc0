import { beforeAll, describe, expect, it } from 'vitest'
import { newUser, openLot } from '../fixtures.ts'
import { send } from '../requests.ts'

const REQUIRED = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}
const DIRECTIVES = ["default-src 'none'", "frame-ancestors 'none'"]

let lotId: string

beforeAll(async () => {
  ;({ id: lotId } = await openLot(await newUser('Anna')))
})

/** What is missing or wrong in the headers of a response. */
function flawsOf({ headers }: { headers: Record<string, string> }): string[] {
  const policy = (headers['content-security-policy'] ?? '').split(/\s*;\s*/)
  return [
    ...Object.entries(REQUIRED).filter(([name, value]) => headers[name] !== value),
    ...DIRECTIVES.filter((directive) => !policy.includes(directive)),
    ...['x-powered-by'].filter((name) => name in headers),
  ].map(String)
}

describe('security headers', () => {
  it.each([
    { of: 'listLots', method: 'GET', path: () => '/api/lots' },
    { of: 'readLot', method: 'GET', path: () => `/api/lots/${lotId}` },
    { of: 'HEAD of watchRoom', method: 'HEAD', path: () => `/api/lots/${lotId}/events` },
    { of: 'an unknown path', method: 'GET', path: () => '/api/nothing' },
    { of: 'readWallet without a session', method: 'GET', path: () => '/api/me/wallet' },
    { of: 'joinRoom without an upgrade', method: 'GET', path: () => `/api/lots/${lotId}/live` },
    { of: 'signUp without a body', method: 'POST', path: () => '/api/users' },
  ] as const)('are part of the response: $of', async ({ method, path }) => {
    expect(flawsOf(await send(method, path()))).toEqual([])
  })

  it('are part of a 304 response', async () => {
    const { headers } = await send('GET', `/api/lots/${lotId}`)

    const answer = await send('GET', `/api/lots/${lotId}`).set('If-None-Match', headers.etag ?? '')

    expect(answer.status).toBe(304)
    expect(flawsOf(answer)).toEqual([])
  })
})
