import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { createClient } from '@gavel/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { emptyHouse } from '../database.ts'
import { startTalking, type TalkingTwin } from './printed.ts'
import { type Proxy, proxyTo } from './proxy.ts'

// Whoever keeps the house reads one log of both twins, and asks it about operations, not frameworks.

type House = Awaited<ReturnType<typeof emptyHouse>>

let house: House
let proxy: Proxy
let twins: { express: TalkingTwin; next: TalkingTwin; 'next-ws': TalkingTwin }
let user: { id: string; token: string }
let lotId: string
let etag: string

beforeAll(async () => {
  house = await emptyHouse()
  proxy = await proxyTo(house.url)
  const [express, next, nextWs] = await Promise.all(
    (['express', 'next', 'next-ws'] as const).map((twin) =>
      startTalking(twin, proxy.url, { LOG_LEVEL: 'info' }),
    ),
  )
  if (!express || !next || !nextWs) throw new Error('A twin is missing')
  twins = { express, next, 'next-ws': nextWs }
  const account = { email: 'ada@lines.test', password: 'going going gone', name: 'Ada' }
  const session = await createClient(express.baseUrl).signUp(account)
  user = { id: session.user.id, token: session.token }
  const ada = createClient(express.baseUrl, { token: user.token })
  const lot = { title: 'Globe', description: 'Two feet.', startingPrice: 100_00 }
  const draft = await ada.consignLot({ ...lot, key: randomUUID() })
  lotId = draft.id
  etag = `"${draft.version}-${draft.status}"`
})

afterAll(async () => {
  await Promise.all(Object.values(twins).map((twin) => twin.stop()))
  await proxy.close()
  await house.drop()
})

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const me = () => ({ Authorization: `Bearer ${user.token}` })
const json = { 'Content-Type': 'application/json' }
const lot = () => `/api/lots/${lotId}`

/** What a line says, without what is another for each request and each twin. */
function told({ time: _, twin: __, requestId: ___, durationMs, ...line }: Record<string, unknown>) {
  return { ...line, durationMs: typeof durationMs }
}

/** Asks, and waits for the line of it. */
async function lineFor(twin: TalkingTwin, path: string, init: RequestInit = {}) {
  const requestId = randomUUID()
  const headers = { ...(init.headers as object), 'X-Request-Id': requestId }
  await (await fetch(new URL(path, twin.baseUrl), { ...init, headers })).text()
  return twin.lineOf(requestId)
}

type Asked = {
  case: string
  path: () => string
  init?: () => RequestInit
  says: () => object
}

const asked: Asked[] = [
  {
    case: 'anybody',
    path: () => '/api/lots?q=secret-search',
    says: () => ({ operation: 'listLots', method: 'GET', status: 200 }),
  },
  {
    case: 'somebody who is signed in',
    path: lot,
    init: () => ({ headers: me() }),
    says: () => ({ operation: 'readLot', method: 'GET', status: 200, userId: user.id }),
  },
  {
    case: 'somebody with a cookie',
    path: () => '/api/me',
    init: () => ({ headers: { Cookie: `gavel_session=${user.token}` } }),
    says: () => ({ operation: 'whoAmI', method: 'GET', status: 200, userId: user.id }),
  },
  {
    case: 'a part of a trace',
    path: () => '/api/house',
    init: () => ({ headers: { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` } }),
    says: () => ({ operation: 'readHouse', method: 'GET', status: 200, traceId: TRACE }),
  },
  {
    case: 'a traceparent that is none',
    path: () => '/api/house',
    init: () => ({ headers: { traceparent: `00-${TRACE}` } }),
    says: () => ({ operation: 'readHouse', method: 'GET', status: 200 }),
  },
  {
    case: 'a head',
    path: lot,
    init: () => ({ method: 'HEAD', headers: me() }),
    says: () => ({ operation: 'readLot', method: 'HEAD', status: 200, userId: user.id }),
  },
  {
    case: 'what has not changed',
    path: lot,
    init: () => ({ headers: { ...me(), 'If-None-Match': etag, 'Cache-Control': 'max-age=0' } }),
    says: () => ({ operation: 'readLot', method: 'GET', status: 304, userId: user.id }),
  },
  {
    case: 'nothing that is there',
    path: () => '/api/nothing',
    says: () => ({ operation: null, method: 'GET', status: 404 }),
  },
  {
    case: 'a wrong query',
    path: () => '/api/lots?limit=0',
    says: () => ({ operation: 'listLots', method: 'GET', status: 400 }),
  },
  {
    case: 'a session that nobody has',
    path: () => '/api/me',
    init: () => ({ headers: { Authorization: 'Bearer nobody' } }),
    says: () => ({ operation: 'whoAmI', method: 'GET', status: 401 }),
  },
  {
    case: 'a page of a foreign site',
    path: () => '/api/sessions',
    init: () => ({
      method: 'DELETE',
      headers: { Cookie: `gavel_session=${user.token}`, Origin: 'https://elsewhere.test' },
    }),
    says: () => ({
      operation: 'signOutEverywhere',
      method: 'DELETE',
      status: 403,
      userId: user.id,
    }),
  },
  {
    case: 'a body with flaws',
    path: () => '/api/users',
    init: () => ({ method: 'POST', headers: json, body: '{"email":1}' }),
    says: () => ({ operation: 'signUp', method: 'POST', status: 422 }),
  },
  {
    case: 'a body too large',
    path: () => '/api/users',
    init: () => ({ method: 'POST', headers: json, body: 'x'.repeat(70_000) }),
    says: () => ({ operation: 'signUp', method: 'POST', status: 413 }),
  },
  {
    case: 'the head of a stream',
    path: () => `${lot()}/events`,
    init: () => ({ method: 'HEAD', headers: me() }),
    says: () => ({ operation: 'watchRoom', method: 'HEAD', status: 200, userId: user.id }),
  },
]

describe('a request of', () => {
  it.each(asked)('$case leaves one line, the same on both twins', async ({ path, init, says }) => {
    const one = await lineFor(twins.express, path(), init?.())
    const other = await lineFor(twins.next, path(), init?.())

    const expected = { level: 30, msg: 'Request ended', durationMs: 'number', ...says() }
    expect(told(one)).toEqual(expected)
    expect(told(other)).toEqual(expected)
    expect(twins.express.linesOf(String(one.requestId))).toHaveLength(1)
    expect(twins.next.linesOf(String(other.requestId))).toHaveLength(1)
  })
})

describe.each(['express', 'next'] as const)('a stream of %s', (name) => {
  it('leaves its line when it ends', async () => {
    const twin = twins[name]
    const requestId = randomUUID()
    const leaving = new AbortController()
    const response = await fetch(new URL(`${lot()}/events`, twin.baseUrl), {
      headers: { ...me(), 'X-Request-Id': requestId },
      signal: leaving.signal,
    })
    await response.body?.getReader().read()

    const during = twin.linesOf(requestId)
    leaving.abort()
    const line = await twin.lineOf(requestId)

    expect(during).toEqual([])
    expect(line).toMatchObject({ operation: 'watchRoom', status: 200, userId: user.id })
  })
})

describe.each(['express', 'next-ws'] as const)('a WebSocket of %s', (name) => {
  const join = (twin: TalkingTwin, headers: Record<string, string>) =>
    new WebSocket(`${twin.baseUrl.replace('http', 'ws')}${lot()}/live`, { headers })

  it('leaves its line when it ends', async () => {
    const twin = twins[name]
    const requestId = randomUUID()
    const socket = join(twin, { ...me(), 'X-Request-Id': requestId })
    await new Promise((done) => socket.once('message', done))

    const during = twin.linesOf(requestId)
    socket.close()
    const line = await twin.lineOf(requestId)

    expect(during).toEqual([])
    expect(line).toMatchObject({
      operation: 'joinRoom',
      method: 'GET',
      status: 101,
      userId: user.id,
    })
  })

  it('leaves it where it is refused', async () => {
    const twin = twins[name]
    const requestId = randomUUID()
    const headers = { Authorization: 'Bearer nobody', 'X-Request-Id': requestId }

    await new Promise((done) => join(twin, headers).once('error', done))

    expect(await twin.lineOf(requestId)).toMatchObject({ operation: 'joinRoom', status: 401 })
  })
})

describe.each(['express', 'next'] as const)('a client that leaves %s before its answer', (name) => {
  it('leaves a line without a status', async () => {
    const twin = twins[name]
    const requestId = randomUUID()
    const sending = request(new URL('/api/sessions', twin.baseUrl), {
      method: 'POST',
      headers: { ...json, Expect: '100-continue', 'Content-Length': 9, 'X-Request-Id': requestId },
    })
    sending.flushHeaders()
    await once(sending, 'continue')

    sending.on('error', () => {}).destroy()

    const line = await twin.lineOf(requestId)
    expect(line).toMatchObject({ operation: 'signIn', status: null })
  })
})

describe.each(['express', 'next'] as const)('what fails in %s', (name) => {
  it('is told once, with its cause and the id of the request', async () => {
    const twin = twins[name]
    proxy.cut()

    const line = await lineFor(twin, '/api/health/ready').finally(() => proxy.mend())

    const requestId = String(line.requestId)
    expect(line).toMatchObject({
      level: 50,
      operation: 'readiness',
      status: 503,
      err: { stack: expect.any(String) },
    })
    expect(twin.linesOf(requestId)).toHaveLength(1)
  })
})
