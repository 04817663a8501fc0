import { beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../src/api.ts'
import type { Operation } from '../../src/operation.ts'
import { type ProblemCode, PROBLEMS } from '../../src/problems.ts'
import { euros, newUser, openLot, type TestUser } from '../fixtures.ts'
import { closingsSecret } from '../given.ts'
import { operations, pathOf, UNKNOWN_ID } from '../operations.ts'
import { bearer, FOREIGN_ORIGIN, send, sessionCookie } from '../requests.ts'
import { BODIES, type Changes, prepareRequests } from './valid-requests.ts'

// Guards are written at each route, so each route can lack one. For every operation this file sends
// the requests that its declaration requires to be rejected. Each differs in one place from a valid
// request, which is sent at the end of the file.

let requests: Awaited<ReturnType<typeof prepareRequests>>

beforeAll(async () => {
  requests = await prepareRequests()
})

/** `joinRoom` opens with a WebSocket handshake: `rooms/handshake.contract.ts`. */
const byHttp = operations.filter(({ name }) => name !== 'joinRoom')

/** The operations to which a guard applies. */
const where = (applies: (operation: Operation) => unknown) => byHttp.filter(applies)

/** How a request is rejected. HEAD, with which a stream is requested, has no body and so no code. */
async function outcome(operation: Operation, changes: Changes) {
  const { status, body, headers } = await requests.sendValid(operation, changes)
  return { status, code: body?.code, caching: headers['cache-control'] }
}

const rejection = ({ stream }: Operation, code: ProblemCode) => ({
  status: PROBLEMS[code].status,
  code: stream ? undefined : code,
  caching: 'no-store',
})

describe.each(where(({ who }) => who !== 'all'))('$name', (operation) => {
  it('rejects a request without credentials with 401 no-session', async () => {
    const changes = { without: ['Authorization'] }

    expect(await outcome(operation, changes)).toEqual(rejection(operation, 'no-session'))
    const { headers } = await requests.sendValid(operation, changes)
    expect(headers['www-authenticate']).toContain('Bearer realm="gavel"')
  })

  it('reports missing credentials before other errors', async () => {
    const headers = { 'Content-Type': 'text/plain', 'If-Match': 'none' }
    const without = ['Authorization', 'Idempotency-Key']

    const rejected = await outcome(operation, { id: UNKNOWN_ID, headers, without, body: '{' })

    expect(rejected).toEqual(rejection(operation, 'no-session'))
  })
})

describe.each(where(({ who, stream }) => who === 'user' || stream))('$name', (operation) => {
  it('rejects an unknown token with 401 session-ended', async () => {
    const changes = { headers: bearer('made-up') }

    expect(await outcome(operation, changes)).toEqual(rejection(operation, 'session-ended'))
    const { headers } = await requests.sendValid(operation, changes)
    expect(headers['www-authenticate']).toContain('error="invalid_token"')
  })
})

describe.each(where(({ who }) => who === 'operator'))('$name', (operation) => {
  it('rejects an unknown secret with 401 no-session', async () => {
    const rejected = await outcome(operation, { headers: bearer('x'.repeat(24)) })

    expect(rejected).toEqual(rejection(operation, 'no-session'))
  })
})

describe.each(where(({ who, method }) => who === 'user' && method !== 'GET'))('$name', (one) => {
  it('rejects a foreign Origin with the session cookie with 403 cross-site', async () => {
    const headers = { ...sessionCookie(requests.tokenOf(one)), Origin: FOREIGN_ORIGIN }

    const rejected = await outcome(one, { headers, without: ['Authorization'] })

    expect(rejected).toEqual(rejection(one, 'cross-site'))
  })
})

describe.each(where(({ stream }) => stream))('$name', (operation) => {
  it('rejects a foreign Origin with 403 cross-site', async () => {
    const rejected = await outcome(operation, { headers: { Origin: FOREIGN_ORIGIN } })

    expect(rejected).toEqual(rejection(operation, 'cross-site'))
  })
})

describe.each(where(({ keyed }) => keyed))('$name', (operation) => {
  it('rejects a request without Idempotency-Key with 400 key-missing', async () => {
    const rejected = await outcome(operation, { without: ['Idempotency-Key'] })

    expect(rejected).toEqual(rejection(operation, 'key-missing'))
  })

  it.each([
    { case: 'of 15 characters', key: 'x'.repeat(15) },
    { case: 'of 300 characters', key: 'x'.repeat(300) },
    { case: 'with spaces', key: 'with spaces and more' },
    { case: 'with one quotation mark', key: `"${'x'.repeat(20)}` },
  ])('rejects an Idempotency-Key $case with 400 malformed-request', async ({ key }) => {
    const rejected = await outcome(operation, { headers: { 'Idempotency-Key': key } })

    expect(rejected).toEqual(rejection(operation, 'malformed-request'))
  })
})

describe.each(where(({ matched }) => matched))('$name', (operation) => {
  it('rejects a request without If-Match with 428 precondition-required', async () => {
    const rejected = await outcome(operation, { without: ['If-Match'] })

    expect(rejected).toEqual(rejection(operation, 'precondition-required'))
  })
})

describe.each(where(({ body }) => body))('$name', (operation) => {
  const validBody = () => BODIES[operation.name]?.('selma@contract.test')

  it('rejects JSON sent as text/plain with 415 wrong-media-type', async () => {
    const rejected = await outcome(operation, { headers: { 'Content-Type': 'text/plain' } })

    expect(rejected).toEqual(rejection(operation, 'wrong-media-type'))
  })

  it('rejects a body above 64 KiB with 413 too-large', async () => {
    const body = JSON.stringify({ ...validBody(), unknown: 'x'.repeat(70_000) })

    expect(await outcome(operation, { body })).toEqual(rejection(operation, 'too-large'))
  })

  it.each([
    { case: 'malformed JSON', body: '{"a":' },
    { case: 'an empty body', body: '' },
  ])('rejects $case with 400 malformed-request', async ({ body }) => {
    const headers = { 'Content-Length': String(body.length) }

    const rejected = await outcome(operation, { headers, body })

    expect(rejected).toEqual(rejection(operation, 'malformed-request'))
  })

  it('rejects a request without any body with 400, 415 or 422', async () => {
    const { status } = await outcome(operation, { without: ['Content-Type'], body: '' })

    expect([400, 415, 422]).toContain(status)
  })

  it('rejects invalid UTF-8 with 400 malformed-request', async () => {
    const body = Buffer.concat([Buffer.from('{"'), Buffer.of(0xff), Buffer.from('":1}')])

    expect(await outcome(operation, { body })).toEqual(rejection(operation, 'malformed-request'))
  })

  it('rejects an unknown field with 422 invalid and its JSON pointer', async () => {
    const body = JSON.stringify({ ...validBody(), unknown: 1 })

    const answer = await requests.sendValid(operation, { body })

    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/unknown' }] })
  })
})

describe.each(where(({ query }) => query))('$name', (operation) => {
  it('rejects an unknown query parameter with 400 malformed-request', async () => {
    const rejected = await outcome(operation, { query: '?unknown=1' })

    expect(rejected).toEqual(rejection(operation, 'malformed-request'))
  })
})

describe.each(where(({ params }) => params))('$name', (operation) => {
  it.each([
    { case: 'an id that is no UUID', id: 'not-an-id' },
    { case: 'an unknown id', id: UNKNOWN_ID },
  ])('returns 404 not-found for $case', async ({ id }) => {
    expect(await outcome(operation, { id })).toEqual(rejection(operation, 'not-found'))
  })
})

describe.each(where(({ method, stream }) => method === 'GET' && !stream))('$name', (operation) => {
  it('returns to HEAD the status and media type of GET without a body', async () => {
    const get = await requests.sendValid(operation)
    const path = new URL(get.request.url).pathname

    const head = await send('HEAD', path).set(bearer(requests.tokenOf(operation)))

    expect(head.status).toBe(get.status)
    expect(head.headers['content-type']).toBe(get.headers['content-type'])
    expect(head.text ?? '').toBe('')
  })
})

describe.each(where(({ metered }) => metered))('$name', (operation) => {
  it('returns 429 with Retry-After and RateLimit above the limit of a user', async () => {
    const [fresh, other] = [await newUser('Ben', euros(0)), await newUser('Cleo', euros(0))]
    const { id } = await openLot(other)
    // Each request is invalid: only the credentials are checked before the limit.
    const sendInvalid = (user: TestUser) =>
      send(operation.method, pathOf(operation, id)).set(bearer(user.token))

    const answers = await Promise.all(Array.from({ length: 101 }, () => sendInvalid(fresh)))

    expect(answers.map(({ status }) => status)).toContain(429)
    const rejected = answers.find(({ status }) => status === 429)
    expect(rejected?.body).toMatchObject({ code: 'too-many-requests' })
    const wait = Number(rejected?.headers['retry-after'])
    expect(wait).toBeGreaterThan(0)
    expect(rejected?.headers['ratelimit-policy']).toMatch(/^"[\w-]+";q=\d+;w=\d+$/)
    expect(rejected?.headers.ratelimit).toMatch(new RegExp(`^"[\\w-]+";r=0;t=${wait}$`))
    expect((await sendInvalid(other)).status).not.toBe(429)
  })
})

const isPersonal = ({ who, headers = [] }: Operation) =>
  who !== 'all' || headers.includes('Set-Cookie')

// `closeDueLots` is part of `house.contract.ts`, where its secret may be missing.
describe.each(where(({ name }) => closingsSecret !== null || name !== api.closeDueLots.name))(
  '$name',
  (operation) => {
    it('accepts the valid request', async () => {
      const { status, headers } = await requests.sendValid(operation)

      expect(Object.keys(operation.answers)).toContain(String(status))
      expect(headers['cache-control']).toMatch(isPersonal(operation) ? /^no-(store|cache)$/ : /./)
    })
  },
)

describe.each(where((one) => isPersonal(one) && one.method === 'GET'))('$name', (operation) => {
  it('returns Cache-Control: no-store, because the data is personal', async () => {
    const { headers } = await requests.sendValid(operation)

    expect(headers['cache-control']).toBe('no-store')
  })
})

describe('these tests', () => {
  it('have a valid body for every operation with a body', () => {
    const withBody = operations.filter(({ body }) => body).map(({ name }) => name)

    expect(Object.keys(BODIES).toSorted()).toEqual(withBody.toSorted())
  })
})
