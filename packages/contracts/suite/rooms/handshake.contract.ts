import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ProblemCode, PROBLEMS } from '../../src/problems.ts'
import { consignLot, newUser, openLot, type TestUser } from '../fixtures.ts'
import { baseUrl } from '../given.ts'
import { UNKNOWN_ID } from '../operations.ts'
import { sendWithHeaders } from '../raw-request.ts'
import { FOREIGN_ORIGIN, isCleared, send, sessionCookie } from '../requests.ts'
import { type Asked, leaveAll, refusedAt } from './stream.ts'
import { hasWebSocket, overBoth, overWebSocket } from './transports.ts'

// Errors are reported before a room opens: before the first byte of an event stream, and instead of
// the 101 of a WebSocket.

let seller: TestUser
let lotId: string
let ended: string

beforeAll(async () => {
  seller = await newUser('Selma')
  ;({ id: lotId } = await openLot(seller))
  const eva = await newUser('Eva')
  ended = eva.token
  await eva.signOut()
})

afterEach(leaveAll)

type Visit = { lot?: string } & Asked

const faults: { fault: string; code: ProblemCode; visit(): Visit }[] = [
  { fault: 'id', code: 'not-found', visit: () => ({ lot: 'no-id' }) },
  { fault: 'position', code: 'malformed-request', visit: () => ({ after: 'garbage' }) },
  {
    fault: 'Last-Event-ID',
    code: 'malformed-request',
    visit: () => ({ headers: { 'Last-Event-ID': 'garbage' } }),
  },
  { fault: 'session', code: 'session-ended', visit: () => ({ token: ended }) },
  {
    fault: 'origin',
    code: 'cross-site',
    visit: () => ({ headers: { Origin: FOREIGN_ORIGIN } }),
  },
  { fault: 'room', code: 'not-found', visit: () => ({ lot: UNKNOWN_ID }) },
]

overBoth('opening a room', ({ open }) => {
  it.each(faults)('rejects a wrong $fault with $code', async ({ code, visit }) => {
    const { lot = lotId, ...asked } = visit()

    const { status, headers, problem } = await refusedAt(open(lot, asked))

    expect(status).toBe(PROBLEMS[code].status)
    expect(problem).toMatchObject({ type: `/problems/${code}`, status, code })
    expect(headers['content-type']?.toLowerCase()).toContain('application/problem+json')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('clears the cookie of an ended session', async () => {
    const { headers, problem } = await refusedAt(open(lotId, { headers: sessionCookie(ended) }))

    expect(problem).toMatchObject({ status: 401, code: 'session-ended' })
    expect(headers['www-authenticate']).toContain('error="invalid_token"')
    expect(isCleared(headers['set-cookie'])).toBe(true)
  })

  it.each(['made-up', ''])('rejects an unknown token with 401: %j', async (token) => {
    const visit = open(lotId, { headers: { Authorization: `Bearer ${token}` } })

    await expect(visit).rejects.toMatchObject({ status: 401, problem: { code: 'session-ended' } })
  })

  it.each([FOREIGN_ORIGIN, 'null', 'http://localhost.elsewhere.test'])(
    'rejects a foreign Origin with 403 cross-site, with any credentials: %s',
    async (origin) => {
      const headers = { Origin: origin }
      const visits: Asked[] = [
        { headers },
        { headers, token: seller.token },
        { headers: { ...headers, ...sessionCookie(seller.token) } },
      ]

      for (const visit of visits)
        await expect(open(lotId, visit)).rejects.toMatchObject({
          status: 403,
          problem: { code: 'cross-site' },
        })
    },
  )

  it("accepts a session, no session, and the server's own origin", async () => {
    const own = { Origin: new URL(baseUrl).origin }
    const visits: Asked[] = [
      {},
      { token: seller.token },
      { headers: sessionCookie(seller.token) },
      { headers: own },
      { headers: { ...own, ...sessionCookie(seller.token) } },
    ]

    for (const visit of visits) {
      const stream = await open(lotId, visit)

      expect(await stream.next()).toMatchObject({ type: 'ready', room: lotId })
    }
  })

  it('returns the same error for a draft of another user as for an unknown lot', async () => {
    const draft = await consignLot(seller)

    const one = await refusedAt(open(draft.id))
    const two = await refusedAt(open(UNKNOWN_ID))

    expect(one.problem).toEqual(two.problem)
    expect(Object.keys(one.headers)).toEqual(Object.keys(two.headers))
  })
})

describe('a request that opens no stream', () => {
  it('HEAD returns the headers of the event stream', async () => {
    const answer = await send('HEAD', `/api/lots/${lotId}/events`)

    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']?.toLowerCase()).toContain('text/event-stream')
    expect(answer.headers['cache-control']).toBe('no-cache, no-transform')
    expect(answer.text ?? '').toBe('')
  })

  it('HEAD returns the status of an error', async () => {
    const answer = await send('HEAD', `/api/lots/${UNKNOWN_ID}/events`)

    expect(answer.status).toBe(404)
  })

  it('GET of joinRoom returns 426, or 501 on a server without WebSocket', async () => {
    const { status, body, headers } = await send('GET', `/api/lots/${lotId}/live`)

    expect({ status, code: body.code, upgrade: headers.upgrade }).toEqual(
      hasWebSocket
        ? { status: 426, code: 'upgrade-required', upgrade: 'websocket' }
        : { status: 501, code: 'no-websocket', upgrade: undefined },
    )
  })
})

overWebSocket('the WebSocket handshake', () => {
  const shake = (headers: Record<string, string>) =>
    sendWithHeaders(baseUrl, `/api/lots/${lotId}/live`, {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    })

  it.each(['12', '9', 'x'])('rejects the version %j with 426 and names 13', async (version) => {
    const { status, headers } = await shake({ 'Sec-WebSocket-Version': version })

    expect(status).toBe(426)
    expect(headers['sec-websocket-version']).toContain('13')
  })

  it('rejects an invalid key with 400', async () => {
    expect((await shake({ 'Sec-WebSocket-Key': 'short' })).status).toBe(400)
  })
})
