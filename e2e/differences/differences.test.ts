import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import { DIFFERENCES } from './list.ts'
import { openLot } from './open-lot.ts'

type Answer = { status: number; headers: IncomingHttpHeaders; body: string }
/** What an answer must have; a text must be equal, an expression must match. */
type Pin = {
  status?: number
  body?: string | RegExp
  headers?: Record<string, string | RegExp>
  /** Headers that it must not have. */
  without?: string[]
}
type Request = {
  method?: string
  path: string
  headers?: Record<string, string>
  at?: string
  agent?: Agent
}

const apps: Record<'express' | 'next', RunningTwin & { log: string }> = {} as never
let database: Awaited<ReturnType<typeof emptyHouse>>
let lotId: string
let etag: string
let token: string

beforeAll(async () => {
  database = await emptyHouse()
  for (const app of ['express', 'next'] as const) {
    const listen = (printed: string) => {
      apps[app].log += printed
    }
    apps[app] = { log: '' } as (typeof apps)['express']
    Object.assign(apps[app], await startTwin(app, database.url, { LOG_LEVEL: 'info' }, listen))
  }
  ;({ lotId, etag, token } = await openLot(apps.express.baseUrl))
}, 180_000)

afterAll(async () => {
  await Promise.all([apps.express.stop(), apps.next.stop()])
  await database.drop()
})

/** Sends a request as it is written, which `fetch` would normalise. Status 0: closed without an answer. */
function send(
  app: 'express' | 'next',
  { method = 'GET', path, headers, at = apps[app].baseUrl, agent }: Request,
): Promise<Answer> {
  const { hostname, port } = new URL(at)
  return new Promise((resolve, reject) => {
    const asked = { hostname, port, path, method, headers: headers ?? {}, agent }
    const sent = request(asked, (response) => {
      const { statusCode: status = 0, headers: received } = response
      text(response).then((body) => resolve({ status, headers: received, body }), reject)
    })
    sent.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'ECONNREFUSED'
        ? resolve({ status: 0, headers: {}, body: '' })
        : reject(error),
    )
    sent.end()
  })
}

/** A part of a body. */
const containing = (text: string): RegExp => new RegExp(text)

const ANYTHING = /./
const NOT_FOUND = { status: 404, body: containing('"not-found"') }
const CRASH = { status: 500, body: 'Internal Server Error' }

/** Where an answer is not as pinned: `name: value`. */
function differing({ status, headers, body }: Answer, pin: Pin): string[] {
  const isAsPinned = (value: string, wanted: string | RegExp) =>
    typeof wanted === 'string' ? value === wanted : wanted.test(value)
  return [
    ...(status === (pin.status ?? status) ? [] : [`status: ${status}`]),
    ...(isAsPinned(body, pin.body ?? body) ? [] : [`body: ${body}`]),
    ...Object.entries(pin.headers ?? {})
      .filter(([name, wanted]) => !isAsPinned(String(headers[name] ?? ''), wanted))
      .map(([name]) => `${name}: ${String(headers[name])}`),
    ...(pin.without ?? [])
      .filter((name) => name in headers)
      .map((name) => `${name}: ${String(headers[name])}`),
  ]
}

/** What each app answers to the request of a difference. */
const PINS: Record<string, [request: Request | (() => Request), express: Pin, next: Pin]> = {
  'wrong-method': [{ method: 'PUT', path: '/api/lots' }, NOT_FOUND, { status: 405, body: '' }],
  options: [
    { method: 'OPTIONS', path: '/api/house' },
    {
      status: 204,
      headers: { 'access-control-allow-methods': 'GET,HEAD,POST,PUT,PATCH,DELETE' },
    },
    { status: 204, headers: { allow: 'OPTIONS, GET, HEAD' } },
  ],
  'options-unknown-path': [
    { method: 'OPTIONS', path: '/api/nothing' },
    { status: 204 },
    { status: 204, headers: { allow: 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT' } },
  ],
  'options-page': [
    { method: 'OPTIONS', path: '/' },
    { status: 200, body: 'GET, HEAD' },
    { status: 400, body: '' },
  ],
  'post-page': [{ method: 'POST', path: '/' }, { status: 404 }, { status: 200 }],
  'unknown-method': [
    { method: 'PROPFIND', path: '/api/lots' },
    NOT_FOUND,
    { status: 400, body: '' },
  ],
  trace: [{ method: 'TRACE', path: '/api/lots' }, NOT_FOUND, CRASH],
  'trailing-slash': [
    { path: '/api/lots/' },
    { status: 200 },
    { status: 308, headers: { location: '/api/lots' } },
  ],
  'double-slash': [
    { path: '//api/lots' },
    { status: 404 },
    { status: 308, headers: { location: '/api/lots' } },
  ],
  'encoded-dot-segments': [
    { path: '/api/lots/%2e%2e/house' },
    NOT_FOUND,
    { status: 200, body: containing('"increments"') },
  ],
  'undecodable-path': [
    { path: '/api/lots/%ff' },
    { status: 400, body: containing('"malformed-request"') },
    CRASH,
  ],
  'absolute-target': [
    { path: 'http://localhost/api/house' },
    { status: 200 },
    { status: 308, headers: { location: 'http://localhost/api/house' } },
  ],
  'repeated-parameter': [
    { path: '/api/lots?limit=1&limit=2' },
    { status: 400, body: containing('"malformed-request"') },
    { status: 200 },
  ],
  'reserved-parameter': [
    { path: '/api/lots?nxtPlotId=1' },
    { status: 400, body: containing('"malformed-request"') },
    { status: 200 },
  ],
  'repeated-cookie': [
    () => ({ path: '/api/me', headers: { Cookie: `gavel_session=${token}; gavel_session=x` } }),
    { status: 200 },
    { status: 401 },
  ],
  'if-none-match-any': [
    { path: '/api/lots', headers: { 'If-None-Match': '*' } },
    { status: 304 },
    { status: 200 },
  ],
  'no-cache': [
    () => ({
      path: `/api/lots/${lotId}`,
      headers: { 'If-None-Match': etag, 'Cache-Control': 'no-cache' },
    }),
    { status: 200 },
    { status: 304 },
  ],
  'rsc-header': [
    { path: '/api/lots', headers: { RSC: '1' } },
    { status: 200 },
    { status: 307, headers: { location: '/api/lots?_rsc' } },
  ],
  upgrade: [
    { path: '/api/house', headers: { Connection: 'Upgrade', Upgrade: 'h2c' } },
    { status: 200 },
    { status: 0 },
  ],
  websocket: [() => ({ path: `/api/lots/${lotId}/live` }), { status: 426 }, { status: 501 }],
  'unseen-answers': [
    { method: 'PUT', path: '/api/house' },
    { headers: { 'x-request-id': ANYTHING } },
    { without: ['x-request-id'] },
  ],
  'json-headers': [
    { path: '/api/house' },
    {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': ANYTHING,
      },
    },
    { headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' } },
  ],
  'foreign-origin-headers': [
    { path: '/api/house', headers: { Origin: 'https://foreign.test' } },
    { headers: { 'access-control-expose-headers': ANYTHING } },
    {
      without: ['access-control-expose-headers'],
    },
  ],
}

/** Differences that are not one answer; each has a test of its own below. */
const OTHERS = ['page-log', 'exit-code', 'idle-connections']

describe('the list of differences', () => {
  it('has a test for each entry', () => {
    const ids = DIFFERENCES.map(({ id }) => id)

    expect(ids.toSorted()).toEqual([...Object.keys(PINS), ...OTHERS].toSorted())
  })
})

describe.each(Object.entries(PINS))('%s', (_, [asked, express, next]) => {
  const the = () => (typeof asked === 'function' ? asked() : asked)

  it('is answered by Express as the list says', async () => {
    expect(differing(await send('express', the()), express)).toEqual([])
  })

  it('is answered by Next.js as the list says', async () => {
    expect(differing(await send('next', the()), next)).toEqual([])
  })
})

describe('page-log', () => {
  it('has an entry of a page on Express and none on Next.js', async () => {
    for (const app of ['express', 'next'] as const) {
      await send(app, { path: '/', headers: { 'X-Request-Id': `page-of-${app}` } })
      await send(app, { path: '/api/house', headers: { 'X-Request-Id': `house-of-${app}` } })
      await expect.poll(() => apps[app].log).toContain(`house-of-${app}`)
    }

    expect(apps.express.log).toContain('page-of-express')
    expect(apps.next.log).not.toContain('page-of-next')
  })
})

describe('exit-code', () => {
  it('is 0 on Express and 143 under next start', async () => {
    const servers = await Promise.all(
      (['express', 'next'] as const).map((app) => startTwin(app, database.url)),
    )

    expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 143])
  })
})

describe('idle-connections', () => {
  /** The status of a request on an idle connection of a server that is shutting down; 0: closed. */
  async function lastStatus(app: 'express' | 'next'): Promise<number> {
    const server = await startTwin(app, database.url)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const asked = { path: '/api/house', at: server.baseUrl, agent }
    await send(app, asked)
    const stopped = server.stop()
    await expect
      .poll(async () => {
        const { status, headers } = await send(app, {
          path: '/api/health/live',
          at: server.baseUrl,
        })
        return status === 0 || headers.connection === 'close'
      })
      .toBe(true)
    const { status } = await send(app, asked)
    await stopped
    return status
  }

  it('are answered by Express during shutdown', async () => {
    expect(await lastStatus('express')).toBe(200)
  })

  it('are closed by next start at once', async () => {
    expect(await lastStatus('next')).toBe(0)
  })
})
