import { once } from 'node:events'
import { WebSocket } from 'ws'
import { api } from '../src/api.ts'
import { type Operation, pathTo } from '../src/operation.ts'
import { baseUrl } from './given.ts'
import { startOf } from './fixtures.ts'

// Complete responses as text: a client that parses them could drop the field that should not be there.

/** A client with or without a session. */
export type Viewer = { token: string | null }

/** A request and everything that the server sent in response. */
export type Observed = { asked: string; text: string }

/** Private data, and its text in a response. */
export type Secret = { what: string; look: string }

/** The private data found in responses, each with its request. */
export const given = (secrets: readonly Secret[], sent: readonly Observed[]): string[] =>
  secrets.flatMap(({ what, look }) =>
    sent.filter(({ text }) => isIn(look, text)).map(({ asked }) => `${what}: ${asked}`),
  )

/** A number is not found within a longer one. */
const isIn = (look: string, text: string): boolean =>
  /^\d+$/.test(look)
    ? new RegExp(`(?<![\\w.])${look}(?!\\w)`).test(text)
    : text.toLowerCase().includes(look.toLowerCase())

const headersOf = (token: string | null) => (token ? { Authorization: `Bearer ${token}` } : {})

type Asked = { method?: string; body?: unknown; headers?: Record<string, string> }

/** The complete response: status, headers and body. */
export async function answerTo(
  { token }: Viewer,
  path: string,
  { method = 'GET', body, headers = {} }: Asked = {},
): Promise<Observed> {
  const answer = await fetch(new URL(path, baseUrl), {
    method,
    headers: {
      ...headersOf(token),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const fields = JSON.stringify([...answer.headers])
  return {
    asked: `${method} ${path}`,
    text: `${answer.status} ${fields} ${await answer.text()}`,
  }
}

/** Queries that return other items, or the same ones in another order. */
const QUERIES: Partial<Record<Operation['name'], readonly string[]>> = {
  listLots: [
    '?status=live&limit=100',
    '?status=sold&limit=100',
    '?q=telescope&limit=100',
    '?limit=100',
  ],
}

/** The responses of every operation that reads something. */
export function allAnswersTo(viewer: Viewer, lotIds: readonly string[]): Promise<Observed[]> {
  const readings = Object.values<Operation>(api).filter(
    ({ method, stream }) => method === 'GET' && !stream,
  )
  const paths = readings.flatMap((operation) => {
    const queries = QUERIES[operation.name] ?? ['']
    const things = operation.path.includes('{lotId}') ? lotIds : ['']
    return things.flatMap((lotId) => queries.map((query) => pathTo(operation, { lotId }) + query))
  })
  return Promise.all(['/', '/nothing', ...paths].map((path) => answerTo(viewer, path)))
}

/** The event stream of a room from its start until it contains `last`. */
export async function eventsTo(viewer: Viewer, lotId: string, last: string): Promise<Observed> {
  const leaving = new AbortController()
  const path = `/api/lots/${lotId}/events?after=${await startOf(lotId)}`
  const { token } = viewer
  const answer = await fetch(new URL(path, baseUrl), {
    headers: headersOf(token),
    signal: leaving.signal,
  })
  let text = JSON.stringify([...answer.headers])
  for await (const more of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += more
    if (text.includes(last)) break
  }
  leaving.abort()
  return { asked: `GET ${path}`, text }
}

/** The same over WebSocket. */
export async function framesTo(viewer: Viewer, lotId: string, last: string): Promise<Observed> {
  const path = `/api/lots/${lotId}/live?after=${await startOf(lotId)}`
  const address = new URL(path, baseUrl)
  address.protocol = address.protocol.replace('http', 'ws')
  const ws = new WebSocket(address, { headers: headersOf(viewer.token) })
  let text = ''
  const isOver = new Promise<void>((resolve) => {
    ws.on('message', (data) => {
      text += (data as Buffer).toString()
      if (text.includes(last)) resolve()
    })
  })
  await once(ws, 'open')
  await isOver
  ws.terminate()
  return { asked: `live ${path}`, text }
}
