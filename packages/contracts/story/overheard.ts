import { once } from 'node:events'
import { WebSocket } from 'ws'
import { api } from '../src/api.ts'
import { type Operation, pathTo } from '../src/operation.ts'
import { baseUrl } from './given.ts'
import { beginningOf } from './house.ts'

// What the house sends, as it comes and to the last byte: a client that parses might drop the very
// field that should not be there.

/** Whoever listens, with a session or without. */
export type Viewer = { token: string | null }

/** Something that the house has sent to somebody, and what they had asked. */
export type Overheard = { asked: string; text: string }

/** Something that is not everybody's, and how it would look. */
export type Secret = { what: string; look: string }

/** The secrets that can be read in what was sent, each with what was asked. */
export const given = (secrets: readonly Secret[], sent: readonly Overheard[]): string[] =>
  secrets.flatMap(({ what, look }) =>
    sent.filter(({ text }) => isIn(look, text)).map(({ asked }) => `${what}: ${asked}`),
  )

/** A number stands for itself alone, and not for a part of a longer one. */
const isIn = (look: string, text: string): boolean =>
  /^\d+$/.test(look)
    ? new RegExp(`(?<![\\w.])${look}(?!\\w)`).test(text)
    : text.toLowerCase().includes(look.toLowerCase())

const headersOf = (token: string | null) => (token ? { Authorization: `Bearer ${token}` } : {})

type Asked = { method?: string; body?: unknown; headers?: Record<string, string> }

/** The whole answer to a request: status, headers and body. */
export async function answerTo(
  { token }: Viewer,
  path: string,
  { method = 'GET', body, headers = {} }: Asked = {},
): Promise<Overheard> {
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

/** Ways to ask for a list that show other rows, or the same ones in another way. */
const QUERIES: Partial<Record<Operation['name'], readonly string[]>> = {
  listLots: [
    '?status=live&limit=100',
    '?status=sold&limit=100',
    '?q=telescope&limit=100',
    '?limit=100',
  ],
}

/** The answers to everything that can be read of a lot, of the house, and of oneself. */
export function allAnswersTo(viewer: Viewer, lotIds: readonly string[]): Promise<Overheard[]> {
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

/** The stream of a room from its beginning until something has been said in it. */
export async function eventsTo(viewer: Viewer, lotId: string, last: string): Promise<Overheard> {
  const leaving = new AbortController()
  const path = `/api/lots/${lotId}/events?after=${await beginningOf(lotId)}`
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
export async function framesTo(viewer: Viewer, lotId: string, last: string): Promise<Overheard> {
  const path = `/api/lots/${lotId}/live?after=${await beginningOf(lotId)}`
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
