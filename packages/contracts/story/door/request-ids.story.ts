import { beforeAll, describe, expect, it } from 'vitest'
import { baseUrl } from '../given.ts'
import { arrive, openLot, type Person } from '../house.ts'
import { sendLines } from './as-written.ts'
import { ask } from './door.ts'

// A request has one name: in its answer, in the log, and in what its client writes to whoever keeps
// the house. A client may choose it, and may not write into the log with it.

const NEW = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

let anna: Person
let lotId: string

beforeAll(async () => {
  anna = await arrive('Anna')
  ;({ id: lotId } = await openLot(anna))
})

describe('an answer', () => {
  it.each([
    { of: 'a lot', method: 'GET', path: () => `/api/lots/${lotId}` },
    { of: 'its head', method: 'HEAD', path: () => `/api/lots/${lotId}` },
    { of: 'the head of a stream', method: 'HEAD', path: () => `/api/lots/${lotId}/events` },
    { of: 'the options of a path', method: 'OPTIONS', path: () => '/api/lots' },
    { of: 'another method', method: 'PUT', path: () => '/api/lots' },
    { of: 'a path that leads nowhere', method: 'GET', path: () => '/api/nothing' },
    { of: 'a path that is not well encoded', method: 'GET', path: () => '/api/lots/%ff' },
    { of: 'nobody’s wallet', method: 'GET', path: () => '/api/me/wallet' },
    { of: 'health', method: 'GET', path: () => '/api/health/live' },
  ] as const)('has the name of its request: $of', async ({ method, path }) => {
    const own = await ask(method, path())
    const given = await ask(method, path()).set('X-Request-Id', 'story.of_the-door')

    expect(own.headers['x-request-id']).toMatch(NEW)
    expect(given.headers['x-request-id']).toBe('story.of_the-door')
  })

  it('has it also where nothing has changed', async () => {
    const { headers } = await ask('GET', `/api/lots/${lotId}`)

    const answer = await ask('GET', `/api/lots/${lotId}`)
      .set('If-None-Match', headers.etag ?? '')
      .set('X-Request-Id', 'story.of_the-door')

    expect(answer.status).toBe(304)
    expect(answer.headers['x-request-id']).toBe('story.of_the-door')
  })
})

describe('a name that a client may not choose', () => {
  it.each([
    { case: 'short', given: 'seven-7' },
    { case: 'of 4 kB', given: 'x'.repeat(4096) },
    { case: 'a piece of a log', given: '","level":60,"msg":"the house is on fire' },
    { case: 'of other letters', given: 'caf\u00e9-au-lait' },
    { case: 'two at once', given: ['the-first-one', 'the-second-one'] },
  ])('is replaced and not repeated: $case', async ({ given }) => {
    const answer = await ask('GET', '/api/house').set({ 'X-Request-Id': given } as never)

    expect(answer.status).toBe(200)
    expect(answer.headers['x-request-id']).toMatch(NEW)
  })
})

describe('a name that is broken into lines', () => {
  it.each([
    { case: 'folded', name: 'story-of-the-door\r\n and-more' },
    { case: 'by a line feed', name: 'story-of-the-door\nX-More: 1' },
    { case: 'by a carriage return', name: 'story-of-the-door\rX-More: 1' },
  ])('is no name, where it is read at all: $case', async ({ name }) => {
    const answer = await sendLines(baseUrl, ['GET /api/house HTTP/1.1', `X-Request-Id: ${name}`])

    expect(answer).toMatch(/^HTTP\/1\.1 (400|200) /)
    expect(answer).not.toMatch(/story-of-the-door|and-more|X-More/i)
  })
})

describe('a traceparent', () => {
  it.each(['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', 'garbage', 'x'.repeat(4096)])(
    'is never in the way: %s',
    async (traceparent) => {
      const answer = await ask('GET', '/api/house').set('traceparent', traceparent)

      expect(answer.status).toBe(200)
      expect(JSON.stringify(answer.headers)).not.toContain(traceparent)
    },
  )
})
