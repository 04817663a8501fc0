import { money, DomainError, type DomainErrorCode, domainError } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import {
  RequestError,
  PROBLEM_VIEWS,
  PROBLEMS,
  type ProblemCode,
  type SessionToken,
  toProblem,
} from '../src/index.ts'

const settings = { PUBLIC_URL: 'http://localhost:3000' }
const cookie = { token: 'abc', from: 'cookie' } as const
const header = { token: 'abc', from: 'header' } as const
const problem = (error: unknown, token: SessionToken | null = null) =>
  toProblem(error, { token, settings })

const REFUSALS: Record<DomainErrorCode, { status: number; facts: object }> = {
  'wrong-credentials': { status: 401, facts: {} },
  'no-session': { status: 401, facts: {} },
  'session-ended': { status: 401, facts: {} },
  'wrong-password': { status: 403, facts: {} },
  'own-lot': { status: 403, facts: {} },
  'not-your-lot': { status: 403, facts: {} },
  'not-found': { status: 404, facts: {} },
  'email-taken': { status: 409, facts: {} },
  'lot-not-draft': { status: 409, facts: {} },
  'lot-not-live': { status: 409, facts: {} },
  'lot-has-bids': { status: 409, facts: {} },
  'lot-closed': { status: 409, facts: {} },
  stale: { status: 412, facts: {} },
  invalid: { status: 422, facts: { errors: [{ pointer: '/reservePrice', message: 'Low' }] } },
  'bid-too-low': { status: 409, facts: { minimumBid: money(105_00) } },
  'insufficient-funds': { status: 409, facts: { required: money(1) } },
  'wallet-full': { status: 409, facts: {} },
  'bad-schedule': { status: 422, facts: {} },
  'key-reused': { status: 422, facts: {} },
  'malformed-request': { status: 400, facts: {} },
  'too-many-requests': { status: 429, facts: { retryAfterSeconds: 7 } },
  'too-many-attempts': { status: 429, facts: { retryAfterSeconds: 900 } },
  busy: { status: 503, facts: { retryAfterSeconds: 1 } },
  unavailable: { status: 503, facts: { retryAfterSeconds: 2 } },
}

const FAULTS: Record<RequestError['code'], { status: number; facts: object }> = {
  'malformed-request': { status: 400, facts: { detail: 'The body is not JSON in UTF-8' } },
  'key-missing': { status: 400, facts: {} },
  'cross-site': { status: 403, facts: {} },
  'precondition-required': { status: 428, facts: {} },
  'upgrade-required': { status: 426, facts: {} },
  'too-many-requests': { status: 429, facts: { retryAfterSeconds: 5 } },
  'no-websocket': { status: 501, facts: {} },
  'request-timeout': { status: 408, facts: {} },
  'too-large': { status: 413, facts: {} },
  'wrong-media-type': { status: 415, facts: { detail: 'Send application/json in UTF-8' } },
  invalid: { status: 422, facts: { errors: [{ pointer: '/maximum', message: 'Too big' }] } },
  internal: { status: 500, facts: {} },
}

const rows = <Code extends string>(table: Record<Code, { status: number; facts: object }>) =>
  (Object.entries(table) as [Code, { status: number; facts: object }][]).map(([code, row]) => ({
    code,
    ...row,
  }))

const shared = (code: ProblemCode, status: number) => ({
  status,
  headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  body: { type: `/problems/${code}`, title: PROBLEMS[code].title, status, code },
})

describe('a refusal of the house', () => {
  it.each(rows(REFUSALS))('$code is a problem of status $status', ({ code, status, facts }) => {
    const answer = problem(new DomainError(code, facts))

    expect(answer).toMatchObject(shared(code, status))
    expect(answer.body).toEqual({ ...shared(code, status).body, ...facts })
    expect(PROBLEM_VIEWS[code].safeParse(answer.body)).toMatchObject({ success: true })
  })
})

describe('a fault of a request', () => {
  it.each(rows(FAULTS))('$code is a problem of status $status', ({ code, status, facts }) => {
    const answer = problem(new RequestError(code, facts))

    expect(answer).toMatchObject(shared(code, status))
    expect(answer.body).toEqual({ ...shared(code, status).body, ...facts })
    expect(PROBLEM_VIEWS[code].safeParse(answer.body)).toMatchObject({ success: true })
  })

  it('takes its own headers along', () => {
    const { headers } = problem(new RequestError('too-large', {}, { Connection: 'close' }))

    expect(headers).toHaveProperty('Connection', 'close')
  })
})

describe('the table of problems', () => {
  it('has every code, and no other', () => {
    const codes = new Set([...Object.keys(REFUSALS), ...Object.keys(FAULTS)])

    expect(new Set(Object.keys(PROBLEMS))).toEqual(codes)
  })

  it('has one short sentence for each', () => {
    for (const { title } of Object.values(PROBLEMS)) expect(title).toMatch(/^[A-Z][^.\n]{10,79}$/)
  })
})

describe('the headers that a status owes', () => {
  it.each([
    { code: 'no-session', challenge: 'Bearer realm="gavel"' },
    { code: 'wrong-credentials', challenge: 'Bearer realm="gavel"' },
    { code: 'session-ended', challenge: 'Bearer realm="gavel", error="invalid_token"' },
  ] as const)('$code says how to sign in', ({ code, challenge }) => {
    expect(problem(domainError(code), header).headers).toHaveProperty('WWW-Authenticate', challenge)
  })

  it('a session that has ended takes the cookie that brought it with it, and no other', () => {
    expect(problem(domainError('session-ended'), cookie).headers['Set-Cookie']).toMatch(
      /^gavel_session=; Max-Age=0/,
    )
    expect(problem(domainError('session-ended'), header).headers).not.toHaveProperty('Set-Cookie')
    expect(problem(domainError('no-session'), cookie).headers).not.toHaveProperty('Set-Cookie')
  })

  it('a house that is busy or away, or has been asked too often, says when to try again', () => {
    const busy = new DomainError('busy', { retryAfterSeconds: 1 })
    const often = new DomainError('too-many-attempts', { retryAfterSeconds: 900 })
    const away = new DomainError('unavailable', { retryAfterSeconds: 2 })

    expect(problem(busy).headers).toHaveProperty('Retry-After', '1')
    expect(problem(often).headers).toHaveProperty('Retry-After', '900')
    expect(problem(away).headers).toHaveProperty('Retry-After', '2')
  })

  it('a quota that is used up is told by its name, with what is left of it: nothing', () => {
    const quota = { name: 'bids', most: 100, seconds: 10 }
    const used = new DomainError('too-many-requests', { retryAfterSeconds: 7 }, { quota })

    expect(problem(used).headers).toMatchObject({
      'Retry-After': '7',
      'RateLimit-Policy': '"bids";q=100;w=10',
      RateLimit: '"bids";r=0;t=7',
    })
  })

  it('too many at once are told when to try again, and a plain request what the path speaks', () => {
    const many = new RequestError('too-many-requests', { retryAfterSeconds: 5 })
    const plain = new RequestError('upgrade-required', {})

    expect(problem(many).headers).toHaveProperty('Retry-After', '5')
    expect(problem(plain).headers).toMatchObject({ Upgrade: 'websocket', Connection: 'Upgrade' })
  })

  it('a refusal that repeats an earlier one says so', () => {
    const again = new DomainError('own-lot', {}, { replayed: true })

    expect(problem(again).headers).toHaveProperty('Idempotency-Replayed', 'true')
    expect(problem(domainError('own-lot')).headers).not.toHaveProperty('Idempotency-Replayed')
  })
})

describe('anything else that is thrown', () => {
  it.each([
    new Error('SECRET: connection to 10.0.0.1 refused'),
    Object.assign(new Error('SECRET'), { code: 'bid-too-low', facts: { SECRET: 1 }, status: 409 }),
    'SECRET',
    { code: 'not-found', SECRET: 1 },
    undefined,
  ])('tells nothing of the inside', (thrown) => {
    const answer = problem(thrown)

    expect(answer.body).toEqual(shared('internal', 500).body)
    expect(JSON.stringify(answer)).not.toContain('SECRET')
  })
})

describe('a refusal that another copy of the domain has thrown', () => {
  it('is known by its name', () => {
    const copy = Object.assign(new Error('own-lot'), {
      name: 'DomainError',
      code: 'own-lot',
      facts: {},
    })

    expect(problem(copy).status).toBe(403)
  })
})

describe('a fault that another copy of this package has thrown', () => {
  it('is known by its name', () => {
    const copy = Object.assign(new Error('too-many-requests'), {
      name: 'RequestError',
      code: 'too-many-requests',
      facts: { retryAfterSeconds: 5 },
      headers: {},
    })

    expect(problem(copy)).toMatchObject({ status: 429, headers: { 'Retry-After': '5' } })
  })
})
