import { describe, expect, it } from 'vitest'
import { corsHeaders, optionsHeaders, preflightHeaders } from '../src/index.ts'

const LISTED = 'https://pages.gavel.test'
const ALLOWED = ['https://other.test', LISTED]
const METHODS = 'GET, HEAD, OPTIONS'

const preflight = (headers: { origin?: string; asks?: string }) =>
  preflightHeaders(
    { origin: headers.origin, 'access-control-request-method': headers.asks },
    { methods: METHODS, allowed: ALLOWED },
  )

describe('a page of a listed origin', () => {
  it('may read an answer with its session, and the headers that tell something', () => {
    expect(corsHeaders({ origin: LISTED }, ALLOWED)).toEqual({
      Vary: 'Origin',
      'Access-Control-Allow-Origin': LISTED,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers':
        'ETag, Location, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed, X-Request-Id',
    })
  })

  it('may send what the path takes', () => {
    expect(preflight({ origin: LISTED, asks: 'GET' })).toEqual({
      'Access-Control-Allow-Methods': METHODS,
      'Access-Control-Allow-Headers': expect.stringContaining('Idempotency-Key, If-Match'),
      'Access-Control-Max-Age': '600',
    })
  })

  it('hears of it beside the methods of the path', () => {
    const asks = { origin: LISTED, 'access-control-request-method': 'GET' }

    expect(optionsHeaders('/api/house', asks, ALLOWED)).toMatchObject({
      Allow: METHODS,
      'Access-Control-Allow-Methods': METHODS,
    })
  })

  it('hears of the methods alone where it asks for a page', () => {
    const asks = { origin: LISTED, 'access-control-request-method': 'GET' }

    expect(optionsHeaders('/', asks, ALLOWED)).toEqual({ Allow: METHODS })
  })

  it('is told nothing of that where it does not ask', () => {
    expect(preflight({ origin: LISTED })).toEqual({})
  })
})

describe('anybody else', () => {
  it.each([
    { name: 'no origin', origin: undefined },
    { name: 'an empty origin', origin: '' },
    { name: 'a foreign origin', origin: 'https://evil.test' },
    { name: 'the origin of a sandbox', origin: 'null' },
    { name: 'a listed origin of another scheme', origin: 'http://pages.gavel.test' },
    { name: 'a listed origin of another port', origin: `${LISTED}:8443` },
    { name: 'a subdomain of a listed origin', origin: 'https://evil.pages.gavel.test' },
    { name: 'an origin that begins like a listed one', origin: `${LISTED}.evil.test` },
    { name: 'a listed origin in capitals', origin: LISTED.toUpperCase() },
    { name: 'two origins', origin: ALLOWED.join(', ') },
  ])('with $name is told nothing, and caches that it may matter', ({ origin }) => {
    expect(corsHeaders({ origin }, ALLOWED)).toEqual({ Vary: 'Origin' })
    expect(
      preflightHeaders(
        { origin, 'access-control-request-method': 'GET' },
        { methods: METHODS, allowed: ALLOWED },
      ),
    ).toEqual({})
  })

  it('hears of the methods of a path alone', () => {
    expect(optionsHeaders('/api/house', {}, ALLOWED)).toEqual({ Allow: METHODS })
  })

  it('finds nothing where there is no path', () => {
    expect(() => optionsHeaders('/api/nothing', {}, ALLOWED)).toThrow('not-found')
  })

  it('is everybody where no origin is listed', () => {
    expect(corsHeaders({ origin: LISTED }, [])).toEqual({ Vary: 'Origin' })
  })
})
