import { beforeAll, describe, expect, it } from 'vitest'
import { newKey, newUser, openLot, type TestUser } from '../fixtures.ts'
import { allowedOrigin, baseUrl } from '../given.ts'
import { operations, pathOf } from '../operations.ts'
import { FOREIGN_ORIGIN, send, sessionCookie } from '../requests.ts'

let anna: TestUser
let lotId: string

beforeAll(async () => {
  anna = await newUser('Anna')
  ;({ id: lotId } = await openLot(anna))
})

const skipReason = allowedOrigin === null ? ' (skipped: ALLOWED_ORIGINS is not given)' : ''
const LISTED = allowedOrigin ?? ''

type Received = { headers: Record<string, string> }

const allowedFor = ({ headers }: Received) => headers['access-control-allow-origin']

const namesIn = (header: string | undefined) =>
  (header ?? '').split(',').map((name) => name.trim().toLowerCase())

const requests = [
  { of: 'listLots', method: 'GET', path: () => '/api/lots' },
  { of: 'readLot', method: 'GET', path: () => `/api/lots/${lotId}` },
  { of: 'HEAD of readLot', method: 'HEAD', path: () => `/api/lots/${lotId}` },
  { of: 'HEAD of watchRoom', method: 'HEAD', path: () => `/api/lots/${lotId}/events` },
  { of: 'an unknown path', method: 'GET', path: () => '/api/nothing' },
  { of: 'readWallet without a session', method: 'GET', path: () => '/api/me/wallet' },
  { of: 'signUp without a body', method: 'POST', path: () => '/api/users' },
] as const

describe.each(requests)('CORS headers of $of', ({ method, path }) => {
  it('include Vary: Origin and allow no other origin', async () => {
    const answers = [
      await send(method, path()),
      await send(method, path()).set('Origin', FOREIGN_ORIGIN),
    ]

    for (const answer of answers) {
      expect(namesIn(answer.headers.vary)).toContain('origin')
      expect(allowedFor(answer)).toBeUndefined()
    }
  })

  it.skipIf(allowedOrigin === null)(`allow a listed origin${skipReason}`, async () => {
    const answer = await send(method, path()).set('Origin', LISTED)

    expect(namesIn(answer.headers.vary)).toContain('origin')
    expect(allowedFor(answer)).toBe(LISTED)
    expect(answer.headers['access-control-allow-credentials']).toBe('true')
    expect(namesIn(answer.headers['access-control-expose-headers'])).toEqual(
      expect.arrayContaining([
        'etag',
        'location',
        'retry-after',
        'ratelimit',
        'ratelimit-policy',
        'idempotency-replayed',
        'x-request-id',
      ]),
    )
  })
})

const preflight = (path: string, origin: string, method: string) =>
  send('OPTIONS', path).set({
    Origin: origin,
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': 'authorization,idempotency-key',
  })

describe('a preflight request', () => {
  it.each([FOREIGN_ORIGIN, 'null', `${LISTED || 'https://listed.test'}.elsewhere.test`])(
    'does not allow an origin that is not listed: %s',
    async (origin) => {
      expect(allowedFor(await preflight('/api/lots', origin, 'POST'))).toBeUndefined()
    },
  )

  it.skipIf(allowedOrigin === null)(
    `allows a listed origin to call every operation${skipReason}`,
    async () => {
      for (const operation of operations) {
        const { headers, status } = await preflight(pathOf(operation), LISTED, operation.method)

        expect([200, 204], operation.name).toContain(status)
        expect(headers['access-control-allow-origin'], operation.name).toBe(LISTED)
        expect(headers['access-control-allow-credentials'], operation.name).toBe('true')
        expect(namesIn(headers['access-control-allow-methods']), operation.name).toContain(
          operation.method.toLowerCase(),
        )
        expect(namesIn(headers['access-control-allow-headers']), operation.name).toEqual(
          expect.arrayContaining(['authorization', 'content-type', 'idempotency-key', 'if-match']),
        )
      }
    },
  )
})

describe.skipIf(allowedOrigin === null)(`a page of a listed origin${skipReason}`, () => {
  it('can read a 304 response', async () => {
    const { headers } = await send('GET', `/api/lots/${lotId}`)

    const answer = await send('GET', `/api/lots/${lotId}`)
      .set('Origin', LISTED)
      .set('If-None-Match', headers.etag ?? '')

    expect(answer.status).toBe(304)
    expect(allowedFor(answer)).toBe(LISTED)
  })

  it('can open a stream', async () => {
    const leaving = new AbortController()

    const { status, headers } = await fetch(new URL(`/api/lots/${lotId}/events`, baseUrl), {
      headers: { Origin: LISTED },
      signal: leaving.signal,
    })
    leaving.abort()

    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe(LISTED)
    expect(namesIn(headers.get('vary') ?? '')).toContain('origin')
  })

  it('can write with the session cookie', async () => {
    const answer = await send('POST', '/api/me/wallet/deposits')
      .set(sessionCookie(anna.token))
      .set('Origin', LISTED)
      .set('Idempotency-Key', newKey())
      .send({ amount: 1 })

    expect(answer.status).toBe(201)
    expect(allowedFor(answer)).toBe(LISTED)
  })
})
