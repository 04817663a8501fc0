import { randomUUID } from 'node:crypto'
import { createClient } from '@gavel/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'

// Both twins get the same requests over the same house, and what they send is compared as it comes,
// header by header: a difference that the contract does not name is seen here first.

/** Headers that the frameworks send each in its own way, and why nobody should rely on them. */
const EXCEPTIONS: Record<string, string> = {
  connection: 'Node writes it on both; a client must not look at it (RFC 9110, 7.6.1)',
  'content-length': 'Express knows the length of a body, Next sends it in chunks',
  'content-type': 'Express adds `; charset=utf-8`, which JSON does not need: compared without it',
  date: 'the moment',
  'keep-alive': 'as `connection`',
  'transfer-encoding': 'as `content-length`',
  vary: 'Next names the headers of its own router on every answer',
  'x-request-id': 'another one for every request',
}

let house: Awaited<ReturnType<typeof emptyHouse>>
let express: RunningTwin
let next: RunningTwin
let token: string
let lotId: string
let etag: string

beforeAll(async () => {
  house = await emptyHouse()
  ;[express, next] = await Promise.all([
    startTwin('express', house.url),
    startTwin('next', house.url),
  ])
  const account = { email: 'ada@same.test', password: 'going going gone', name: 'Ada' }
  ;({ token } = await createClient(express.baseUrl).signUp(account))
  const ada = createClient(express.baseUrl, { token })
  await ada.deposit({ amount: 100_00, key: randomUUID() })
  const lot = { title: 'Globe', description: 'Two feet.', startingPrice: 100_00 }
  ;({ id: lotId } = await ada.consignLot({ ...lot, key: randomUUID() }))
  const [opensAt, closesAt] = [-60, 900].map((seconds) => Date.now() + seconds * 1000)
  const schedule = { opensAt: new Date(opensAt ?? 0), closesAt: new Date(closesAt ?? 0) }
  const { version, status } = await ada.scheduleLot({
    lotId,
    opensAt: schedule.opensAt.toISOString(),
    closesAt: schedule.closesAt.toISOString(),
  })
  etag = `"${version}-${status}"`
  await ada.postMessage({ lotId, text: 'Two feet, and a stand.', key: randomUUID() })
})

afterAll(async () => {
  await Promise.all([express.stop(), next.stop()])
  await house.drop()
})

async function answerOf(twin: RunningTwin, path: string, init: RequestInit) {
  const response = await fetch(new URL(path, twin.baseUrl), init)
  const headers = [...response.headers].filter(([name]) => !(name in EXCEPTIONS))
  const type = response.headers.get('content-type')?.split(';')[0]
  return { status: response.status, type, headers, body: await response.text() }
}

/** The beginning of a stream, up to the third event of its log. */
async function beginningOf(twin: RunningTwin, path: string) {
  const leaving = new AbortController()
  const response = await fetch(new URL(path, twin.baseUrl), { signal: leaving.signal })
  const headers = [...response.headers].filter(([name]) => !(name in EXCEPTIONS))
  const type = response.headers.get('content-type')?.split(';')[0]
  let text = ''
  for await (const more of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += more
    const end = /^id: \w+:3\n.*\n.*\n\n/m.exec(text)
    if (end) text = text.slice(0, end.index + end[0].length)
    if (end) break
  }
  leaving.abort()
  return { status: response.status, type, headers, text }
}

const json = { 'Content-Type': 'application/json' }
const key = { 'Idempotency-Key': 'k'.repeat(20) }
const me = () => ({ Authorization: `Bearer ${token}` })
const lot = () => `/api/lots/${lotId}`
const events = () => `${lot()}/events`

type Asked = { case: string; path: () => string; init?: () => RequestInit }

const asked: Asked[] = [
  { case: 'the house', path: () => '/api/house' },
  { case: 'a lot', path: lot },
  {
    case: 'a lot that has not changed',
    path: lot,
    init: () => ({ headers: { 'If-None-Match': etag } }),
  },
  { case: 'the head of a lot', path: lot, init: () => ({ method: 'HEAD' }) },
  {
    case: 'any tag where there is none',
    path: () => '/api/house',
    init: () => ({ headers: { 'If-None-Match': '*' } }),
  },
  { case: 'a list', path: () => '/api/lots?status=live&limit=1' },
  { case: 'a wallet', path: () => '/api/me/wallet', init: () => ({ headers: me() }) },
  { case: 'no session', path: () => '/api/me' },
  {
    case: 'a session that nobody has',
    path: () => '/api/me',
    init: () => ({ headers: { Authorization: 'Bearer nobody' } }),
  },
  {
    case: 'a cookie that nobody has',
    path: () => '/api/me',
    init: () => ({ headers: { Cookie: 'gavel_session=nobody' } }),
  },
  { case: 'nothing there', path: () => '/api/nothing' },
  { case: 'a slash behind a path', path: () => '/api/lots/' },
  { case: 'a path that is not well encoded', path: () => '/api/lots/%ff' },
  { case: 'a path that is encoded where it need not be', path: () => '/api/lots/%61' },
  { case: 'a query that is not in UTF-8', path: () => '/api/lots?q=%ff' },
  { case: 'a lot that is not there', path: () => '/api/lots/01890000-0000-7000-8000-000000000000' },
  { case: 'another method', path: lot, init: () => ({ method: 'POST' }) },
  { case: 'the options', path: lot, init: () => ({ method: 'OPTIONS' }) },
  { case: 'a wrong query', path: () => '/api/lots?limit=0' },
  {
    case: 'another media type',
    path: () => '/api/users',
    init: () => ({ method: 'POST', body: '{}' }),
  },
  {
    case: 'a body that is not JSON',
    path: () => '/api/users',
    init: () => ({ method: 'POST', headers: json, body: '{' }),
  },
  {
    case: 'a body with flaws',
    path: () => '/api/users',
    init: () => ({ method: 'POST', headers: json, body: '{"email":1}' }),
  },
  {
    case: 'a body too large',
    path: () => '/api/users',
    init: () => ({ method: 'POST', headers: json, body: 'x'.repeat(70_000) }),
  },
  {
    case: 'an address that is taken',
    path: () => '/api/users',
    init: () => ({
      method: 'POST',
      headers: json,
      body: JSON.stringify({ email: 'ada@same.test', password: 'going going gone', name: 'Eve' }),
    }),
  },
  {
    case: 'no key',
    path: () => '/api/me/wallet/deposits',
    init: () => ({ method: 'POST', headers: { ...me(), ...json }, body: '{"amount":1}' }),
  },
  {
    case: 'a bid on the own lot',
    path: () => `${lot()}/bids`,
    init: () => ({
      method: 'POST',
      headers: { ...me(), ...json, 'Idempotency-Key': randomUUID() },
      body: '{"maximum":10000}',
    }),
  },
  {
    case: 'no If-Match',
    path: lot,
    init: () => ({ method: 'PATCH', headers: { ...me(), ...json }, body: '{}' }),
  },
  {
    case: 'a stale If-Match',
    path: lot,
    init: () => ({
      method: 'PATCH',
      headers: { ...me(), ...json, 'If-Match': '"1-draft"' },
      body: '{}',
    }),
  },
  { case: 'a room', path: () => `${lot()}/room` },
  { case: 'what was said', path: () => `${lot()}/messages` },
  {
    case: 'a message that says nothing',
    path: () => `${lot()}/messages`,
    init: () => ({
      method: 'POST',
      headers: { ...me(), ...json, 'Idempotency-Key': randomUUID() },
      body: '{"text":" "}',
    }),
  },
  { case: 'the head of a stream', path: events, init: () => ({ method: 'HEAD' }) },
  { case: 'a stream of no lot', path: () => events().replace(lotId, randomUUID()) },
  { case: 'a stream from nowhere', path: () => `${events()}?after=garbage` },
  {
    case: 'a stream for a session that nobody has',
    path: events,
    init: () => ({ headers: { Cookie: 'gavel_session=nobody' } }),
  },
  {
    case: 'a stream for a page of a foreign site',
    path: events,
    init: () => ({ headers: { Origin: 'https://elsewhere.test' } }),
  },
  { case: 'the description of the operations', path: () => '/api/openapi.json' },
  { case: 'the description of the streams', path: () => '/api/asyncapi.json' },
  { case: 'the reference', path: () => '/api/docs' },
  { case: 'the head of the reference', path: () => '/api/docs', init: () => ({ method: 'HEAD' }) },
  { case: 'the reference with a query', path: () => '/api/docs?v=1' },
  {
    case: 'the operator without a secret',
    path: () => '/api/closings',
    init: () => ({ method: 'POST' }),
  },
]

describe('the same request to both twins', () => {
  it.each(asked)('gets the same answer, header by header: $case', async ({ path, init }) => {
    const [one, other] = [
      await answerOf(express, path(), init?.() ?? {}),
      await answerOf(next, path(), init?.() ?? {}),
    ]

    expect(other).toEqual(one)
  })

  it('gets the same stream, byte by byte, up to what has happened and whoever watches', async () => {
    const { position } = await createClient(express.baseUrl).readRoom({ lotId })
    const path = `${events()}?after=${position.replace(/\d+$/, '0')}`

    const [one, other] = [await beginningOf(express, path), await beginningOf(next, path)]

    expect(one.text).toMatch(/^id: \S+:0\nevent: ready\n.*message-posted/s)
    expect(other).toEqual(one)
  })

  it('is replayed by the other twin, word for word', async () => {
    const deposit = () => ({
      method: 'POST',
      headers: { ...me(), ...json, ...key },
      body: '{"amount":7}',
    })

    const first = await answerOf(express, '/api/me/wallet/deposits', deposit())
    const second = await answerOf(next, '/api/me/wallet/deposits', deposit())

    expect(first.status).toBe(201)
    expect(second).toEqual({
      ...first,
      headers: expect.arrayContaining([...first.headers, ['idempotency-replayed', 'true']]),
    })
  })

  it('leaves no exception that no answer needs', async () => {
    const names = new Set<string>()
    for (const twin of [express, next])
      for (const path of ['/api/house', '/api/nothing'])
        for (const [name] of (await fetch(new URL(path, twin.baseUrl))).headers) names.add(name)

    expect(Object.keys(EXCEPTIONS).filter((name) => !names.has(name))).toEqual([])
  })
})
