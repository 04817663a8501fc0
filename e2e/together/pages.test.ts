import { randomUUID } from 'node:crypto'
import { sendAsWritten } from '@gavel/contracts/suite/raw-request.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from 'pg'
import { emptyHouse } from '../database.ts'
import { startTalking, type TalkingTwin } from './printed.ts'
import { type Proxy, proxyTo } from './proxy.ts'

// Pages are asked for beside the API, and whoever keeps the house sees both in one log. A page that
// fails is a page too, says as much as a problem would, and no more.

const KINDS = ['express', 'next', 'next-ws'] as const
type Kind = (typeof KINDS)[number]

let house: Awaited<ReturnType<typeof emptyHouse>>
let proxy: Proxy
const twins = {} as Record<Kind, TalkingTwin>

beforeAll(async () => {
  house = await emptyHouse()
  proxy = await proxyTo(house.url)
  const start = async (kind: Kind) => {
    twins[kind] = await startTalking(kind, proxy.url, { LOG_LEVEL: 'info' })
  }
  await Promise.all(KINDS.map(start))
})

afterAll(async () => {
  await Promise.all(Object.values(twins).map((twin) => twin.stop()))
  await proxy.close()
  await house.drop()
})

type Asked = { method?: string; headers?: Record<string, string> }

/** Asks with a name of its own, and waits for the line of it. */
async function ask(twin: TalkingTwin, path: string, { method = 'GET', headers = {} }: Asked = {}) {
  const requestId = randomUUID()
  const named = { ...headers, 'X-Request-Id': requestId }
  const answer = await sendAsWritten(twin.baseUrl, path, { method, headers: named })
  return { ...answer, requestId, line: await twin.lineOf(requestId) }
}

/** What a line says, without what is another for each request and each twin. */
function told({ time: _, twin: __, requestId: ___, durationMs, ...line }: Record<string, unknown>) {
  return { ...line, durationMs: typeof durationMs }
}

const said: { path: string; method?: string; operation: string | null; status: number }[] = [
  { path: '/', operation: 'home', status: 200 },
  { path: '/?utm_source=secret', operation: 'home', status: 200 },
  { path: '/', method: 'HEAD', operation: 'home', status: 200 },
  { path: '/', method: 'OPTIONS', operation: null, status: 204 },
  { path: '/', method: 'POST', operation: null, status: 405 },
  { path: '/', method: 'PROPFIND', operation: null, status: 405 },
  { path: '/nothing', operation: null, status: 404 },
  { path: '/nothing', method: 'HEAD', operation: null, status: 404 },
  { path: '/nothing', method: 'DELETE', operation: null, status: 404 },
  { path: '/%ff', operation: null, status: 400 },
  { path: '/API/lots', operation: null, status: 404 },
  { path: '/api/docs', operation: 'docs', status: 200 },
]

describe.each(KINDS)('a request for a page of %s', (kind) => {
  it.each(said)('leaves one line: $method $path', async ({ path, method = 'GET', ...says }) => {
    const { requestId, line } = await ask(twins[kind], path, { method })

    const msg = 'Request ended'
    expect(told(line)).toEqual({ level: 30, msg, durationMs: 'number', method, ...says })
    expect(twins[kind].linesOf(requestId)).toHaveLength(1)
  })

  it('is part of a trace where it says so', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` }

    const { line } = await ask(twins[kind], '/', { headers })

    expect(line).toMatchObject({ operation: 'home', traceId })
  })

  it('leaves none for what it brings along', async () => {
    const twin = twins[kind]
    const { text } = await ask(twin, '/')
    const [, stylesheet = ''] = /<link[^>]* href="([^"]+\.css[^"]*)"/.exec(text) ?? []
    const headers = { 'X-Request-Id': randomUUID() }

    const { status } = await sendAsWritten(twin.baseUrl, stylesheet, { headers })

    await ask(twin, '/nothing') // whose line would come after
    expect(status).toBe(200)
    expect(twin.linesOf(headers['X-Request-Id'])).toEqual([])
  })
})

describe('what Next answers before any code of the house', () => {
  it.each([
    { path: '//', method: 'GET', status: 308 },
    { path: '/api//lots', method: 'GET', status: 308 },
    { path: '/', method: 'TRACE', status: 500 },
    { path: '/api/lots', method: 'PROPFIND', status: 400 },
  ])('leaves a line, and has its id: $method $path', async (asked) => {
    const { line, headers, requestId } = await ask(twins.next, asked.path, asked)

    expect(line).toMatchObject({ operation: null, method: asked.method, status: asked.status })
    expect(headers['x-request-id']).toBe(requestId)
  })
})

/** What a browser goes by. */
const essence = ({ status, headers, text }: Awaited<ReturnType<typeof ask>>) => ({
  status,
  title: /<h1>([^<]*)</.exec(text)?.[1],
  words: /<\/h1><p>([^<]*)</.exec(text.replaceAll(/>\s+</g, '><'))?.[1],
  ...Object.fromEntries(
    [
      'content-type',
      'cache-control',
      'retry-after',
      'x-content-type-options',
      'referrer-policy',
      'cross-origin-resource-policy',
      'cross-origin-opener-policy',
    ].map((name) => [name, headers[name]]),
  ),
  policy: String(headers['content-security-policy']).replace(/ 'nonce-[\w-]+'/, ''),
})

const everywhere = async (path: string) => ({
  express: await ask(twins.express, path),
  next: await ask(twins.next, path),
  'next-ws': await ask(twins['next-ws'], path),
})

/** An error is told once, with its cause; the answer tells nothing of it. */
function expectToldOnce(answers: Awaited<ReturnType<typeof everywhere>>) {
  for (const kind of KINDS) {
    const { requestId, text } = answers[kind]
    const errors = twins[kind].linesOf(requestId).filter(({ level }) => level >= 50)
    expect(errors, kind).toMatchObject([{ err: { stack: expect.any(String) } }])
    expect(twins[kind].linesOf(requestId), kind).toHaveLength(2)
    expect(text, kind).not.toMatch(/prisma|postgres|digest|connection| at \w/i)
    expect(twins[kind].printed(), kind).not.toContain('⨯ ')
  }
}

describe('a page', () => {
  it.each(['/', '/nothing'])('comes the same from all: %s', async (path) => {
    const { express, next, 'next-ws': custom } = await everywhere(path)

    expect(essence(next)).toEqual(essence(express))
    expect(essence(custom)).toEqual(essence(express))
  })

  it('says that the house cannot be reached, where it cannot', async () => {
    proxy.cut()

    const answers = await everywhere('/').finally(() => proxy.mend())

    const { express, next, 'next-ws': custom } = answers
    const title = 'The house cannot be reached now; try again'
    expect(essence(express)).toMatchObject({ status: 503, title, 'retry-after': '1' })
    expect(essence(next)).toEqual(essence(express))
    expect(essence(custom)).toEqual(essence(express))
    expect(express.line).toMatchObject({ operation: 'home', status: 503 })
    expectToldOnce(answers)
  })

  it('says that something went wrong, and not what', async () => {
    const client = new Client(house.url)
    await client.connect()
    await client.query('ALTER TABLE lot RENAME TO gone')

    const answers = await everywhere('/')

    await client.query('ALTER TABLE gone RENAME TO lot').finally(() => client.end())
    const { express, next, 'next-ws': custom } = answers
    const title = 'Something went wrong in the house'
    expect(essence(express)).toMatchObject({ status: 500, title, 'retry-after': undefined })
    expect(essence(next)).toEqual(essence(express))
    expect(essence(custom)).toEqual(essence(express))
    expectToldOnce(answers)
  })
})
