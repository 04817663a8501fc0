import { beforeAll, describe, expect, it } from 'vitest'
import { newUser, openLot } from '../fixtures.ts'
import { baseUrl } from '../given.ts'
import { sendLines } from '../raw-request.ts'
import { send } from '../requests.ts'

// A client may choose the id of its request. The id is written to the log, so it must not be able to
// forge a log entry.

const GENERATED = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

let lotId: string

beforeAll(async () => {
  ;({ id: lotId } = await openLot(await newUser('Anna')))
})

describe('X-Request-Id', () => {
  it.each([
    { of: 'readLot', method: 'GET', path: () => `/api/lots/${lotId}` },
    { of: 'HEAD of readLot', method: 'HEAD', path: () => `/api/lots/${lotId}` },
    { of: 'HEAD of watchRoom', method: 'HEAD', path: () => `/api/lots/${lotId}/events` },
    { of: 'an unknown path', method: 'GET', path: () => '/api/nothing' },
    { of: 'readWallet without a session', method: 'GET', path: () => '/api/me/wallet' },
    { of: 'liveness', method: 'GET', path: () => '/api/health/live' },
  ] as const)('is generated, or taken from the request: $of', async ({ method, path }) => {
    const own = await send(method, path())
    const given = await send(method, path()).set('X-Request-Id', 'contract.test_request-1')

    expect(own.headers['x-request-id']).toMatch(GENERATED)
    expect(given.headers['x-request-id']).toBe('contract.test_request-1')
  })

  it('is part of a 304 response', async () => {
    const { headers } = await send('GET', `/api/lots/${lotId}`)

    const answer = await send('GET', `/api/lots/${lotId}`)
      .set('If-None-Match', headers.etag ?? '')
      .set('X-Request-Id', 'contract.test_request-2')

    expect(answer.status).toBe(304)
    expect(answer.headers['x-request-id']).toBe('contract.test_request-2')
  })
})

describe('an invalid X-Request-Id', () => {
  it.each([
    { case: 'too short', given: 'seven-7' },
    { case: 'of 4 kB', given: 'x'.repeat(4096) },
    { case: 'with quotation marks', given: '","level":60,"msg":"forged' },
    { case: 'with other letters', given: 'caf\u00e9-au-lait' },
    { case: 'repeated', given: ['the-first-one', 'the-second-one'] },
  ])('is replaced: $case', async ({ given }) => {
    const answer = await send('GET', '/api/house').set({ 'X-Request-Id': given } as never)

    expect(answer.status).toBe(200)
    expect(answer.headers['x-request-id']).toMatch(GENERATED)
  })

  it.each([
    { case: 'folded', name: 'the-forged-id\r\n and-more' },
    { case: 'with a line feed', name: 'the-forged-id\nX-More: 1' },
    { case: 'with a carriage return', name: 'the-forged-id\rX-More: 1' },
  ])('is never repeated: $case', async ({ name }) => {
    const answer = await sendLines(baseUrl, ['GET /api/house HTTP/1.1', `X-Request-Id: ${name}`])

    expect(answer).toMatch(/^HTTP\/1\.1 (400|200) /)
    expect(answer).not.toMatch(/the-forged-id|and-more|X-More/i)
  })
})

describe('traceparent', () => {
  it.each(['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', 'garbage', 'x'.repeat(4096)])(
    'does not change the response: %s',
    async (traceparent) => {
      const answer = await send('GET', '/api/house').set('traceparent', traceparent)

      expect(answer.status).toBe(200)
      expect(JSON.stringify(answer.headers)).not.toContain(traceparent)
    },
  )
})
