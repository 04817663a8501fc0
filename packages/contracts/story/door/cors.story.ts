import { beforeAll, describe, expect, it } from 'vitest'
import { allowedOrigin, baseUrl } from '../given.ts'
import { arrive, newKey, openLot, type Person } from '../house.ts'
import { ask, paths } from './door.ts'

// A browser lets a page read an answer from elsewhere only where that answer says so. The house says
// it to the pages it was told of, with their sessions, and to no others.

let anna: Person
let lotId: string

beforeAll(async () => {
  anna = await arrive('Anna')
  ;({ id: lotId } = await openLot(anna))
})

const untold = allowedOrigin === null ? ' (skipped: no ALLOWED_ORIGINS was given)' : ''
const LISTED = allowedOrigin ?? ''

type Told = { headers: Record<string, string> }

/** What an answer says to the browser of a page from elsewhere. */
const grants = ({ headers }: Told) =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-'))

const variesBy = ({ headers }: Told) =>
  (headers.vary ?? '').split(',').map((name) => name.trim().toLowerCase())

const preflight = (path: string, origin: string, method = 'GET') =>
  ask('OPTIONS', path).set({
    Origin: origin,
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': 'authorization,idempotency-key',
  })

const answers = [
  { of: 'a list', method: 'GET', path: () => '/api/lots' },
  { of: 'a lot', method: 'GET', path: () => `/api/lots/${lotId}` },
  { of: 'its head', method: 'HEAD', path: () => `/api/lots/${lotId}` },
  { of: 'the head of a stream', method: 'HEAD', path: () => `/api/lots/${lotId}/events` },
  { of: 'the options of a path', method: 'OPTIONS', path: () => '/api/lots' },
  { of: 'another method', method: 'DELETE', path: () => '/api/lots' },
  { of: 'a path that leads nowhere', method: 'GET', path: () => '/api/nothing' },
  { of: 'a path that is not well encoded', method: 'GET', path: () => '/api/lots/%ff' },
  { of: 'nobody’s wallet', method: 'GET', path: () => '/api/me/wallet' },
  { of: 'an empty body', method: 'POST', path: () => '/api/users' },
] as const

describe.each(answers)('an answer of the API: $of', ({ method, path }) => {
  it('varies by Origin, whoever asks', async () => {
    const [none, foreign] = [
      await ask(method, path()),
      await ask(method, path()).set('Origin', 'https://elsewhere.test'),
    ]

    expect(variesBy(none)).toContain('origin')
    expect(variesBy(foreign)).toContain('origin')
    expect([...grants(none), ...grants(foreign)]).toEqual([])
  })

  it.skipIf(allowedOrigin === null)(`may be read by a page that is listed${untold}`, async () => {
    const answer = await ask(method, path()).set('Origin', LISTED)

    expect(variesBy(answer)).toContain('origin')
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': LISTED,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers':
        'ETag, Location, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed, X-Request-Id',
    })
  })
})

describe('a page that is not listed', () => {
  it.each(['https://elsewhere.test', 'null', `${LISTED}.elsewhere.test`])(
    'is told nothing by OPTIONS but the methods: %s',
    async (origin) => {
      const answer = await preflight('/api/lots', origin, 'POST')

      expect(answer.status).toBe(204)
      expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS, POST')
      expect(variesBy(answer)).toContain('origin')
      expect(grants(answer)).toEqual([])
    },
  )
})

describe.skipIf(allowedOrigin === null)(`a page that is listed${untold}`, () => {
  it.each(paths)('may send what the path takes: $path', async ({ path }) => {
    const answer = await preflight(path, LISTED)

    expect(answer.status).toBe(204)
    expect(answer.headers['access-control-allow-origin']).toBe(LISTED)
    expect(answer.headers['access-control-allow-credentials']).toBe('true')
    expect(answer.headers['access-control-allow-methods']).toBe(answer.headers.allow)
    expect(answer.headers['access-control-max-age']).toBe('600')
    expect(answer.headers['access-control-allow-headers']).toBe(
      'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, X-Request-Id, traceparent',
    )
  })

  it('asks for nothing where OPTIONS is no preflight', async () => {
    const answer = await ask('OPTIONS', '/api/lots').set('Origin', LISTED)

    expect(answer.headers).not.toHaveProperty('access-control-allow-methods')
  })

  it('may read a lot that has not changed', async () => {
    const { headers } = await ask('GET', `/api/lots/${lotId}`)

    const answer = await ask('GET', `/api/lots/${lotId}`)
      .set('Origin', LISTED)
      .set('If-None-Match', headers.etag ?? '')

    expect(answer.status).toBe(304)
    expect(answer.headers['access-control-allow-origin']).toBe(LISTED)
  })

  it('may watch a room', async () => {
    const leaving = new AbortController()

    const { status, headers } = await fetch(new URL(`/api/lots/${lotId}/events`, baseUrl), {
      headers: { Origin: LISTED },
      signal: leaving.signal,
    })
    leaving.abort()

    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe(LISTED)
    expect(headers.get('vary')?.toLowerCase()).toContain('origin')
  })

  it('may write with the session cookie', async () => {
    const answer = await ask('POST', '/api/me/wallet/deposits')
      .set('Cookie', `gavel_session=${anna.token}; __Host-gavel_session=${anna.token}`)
      .set('Origin', LISTED)
      .set('Idempotency-Key', newKey())
      .send({ amount: 1 })

    expect(answer.status).toBe(201)
    expect(answer.headers['access-control-allow-origin']).toBe(LISTED)
  })
})
