import { randomUUID } from 'node:crypto'
import { sendAsWritten } from '@gavel/contracts/suite/raw-request.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from 'pg'
import { emptyHouse } from '../database.ts'
import { startTalking, type TalkingTwin } from './printed.ts'
import { type Proxy, proxyTo } from './proxy.ts'

// Pages of both apps: what is the same on all servers, and what the log says of pages that fail.

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

/** Requests a page with an id of its own. */
async function ask(twin: TalkingTwin, path: string) {
  const requestId = randomUUID()
  const answer = await sendAsWritten(twin.baseUrl, path, { headers: { 'X-Request-Id': requestId } })
  return { ...answer, requestId }
}

type Page = Awaited<ReturnType<typeof ask>>

/** What is the same on all servers. */
const essence = ({ status, headers, text }: Page) => ({
  status,
  heading: /<h1>([^<]*)</.exec(text)?.[1],
  type: headers['content-type'],
  isStored: !String(headers['cache-control']).includes('no-store'),
  retryAfter: headers['retry-after'],
  'x-content-type-options': headers['x-content-type-options'],
  'referrer-policy': headers['referrer-policy'],
  'cross-origin-resource-policy': headers['cross-origin-resource-policy'],
  'cross-origin-opener-policy': headers['cross-origin-opener-policy'],
  policy: String(headers['content-security-policy']).replace(/ 'nonce-[\w-]+'/, ''),
})

const onAll = async (path: string): Promise<Record<Kind, Page>> => ({
  express: await ask(twins.express, path),
  next: await ask(twins.next, path),
  'next-ws': await ask(twins['next-ws'], path),
})

describe('a page', () => {
  it.each(['/', '/nothing'])('is the same on all servers: %s', async (path) => {
    const pages = await onAll(path)

    expect(essence(pages.next)).toEqual(essence(pages.express))
    expect(essence(pages['next-ws'])).toEqual(essence(pages.express))
    for (const kind of KINDS)
      expect(pages[kind].headers['x-request-id']).toBe(pages[kind].requestId)
  })

  it('is 503 with Retry-After while the database is away', async () => {
    proxy.cut()

    const pages = await onAll('/').finally(() => proxy.mend())

    const title = 'The house cannot be reached now; try again'
    expect(essence(pages.express)).toMatchObject({ status: 503, heading: title, retryAfter: '1' })
    expect(essence(pages.next)).toEqual(essence(pages.express))
    expect(essence(pages['next-ws'])).toEqual(essence(pages.express))
  })

  it('is 500 when it cannot be rendered, and the log has the error with the request id', async () => {
    const client = new Client(house.url)
    await client.connect()
    await client.query('ALTER TABLE lot RENAME TO gone')

    const pages = await onAll('/')

    await client.query('ALTER TABLE gone RENAME TO lot').finally(() => client.end())
    for (const kind of KINDS) {
      const { status, text, requestId } = pages[kind]
      const entry = await twins[kind].lineOf(requestId)
      expect(status, kind).toBe(500)
      expect(entry, kind).toMatchObject({ level: 50, err: { stack: expect.any(String) } })
      expect(text, kind).not.toMatch(/prisma|postgres|connection| at \w/i)
    }
  })

  it('shows on Next.js the digest by which the log entry of the error is found', async () => {
    const client = new Client(house.url)
    await client.connect()
    await client.query('ALTER TABLE lot RENAME TO gone')

    const { requestId, text } = await ask(twins.next, '/')

    await client.query('ALTER TABLE gone RENAME TO lot').finally(() => client.end())
    const { digest } = await twins.next.lineOf(requestId)
    expect(String(digest)).toMatch(/^\d+$/)
    expect(text).toContain(String(digest))
  })
})
