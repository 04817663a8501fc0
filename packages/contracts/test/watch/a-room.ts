import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { RoomFrame } from '../../src/index.ts'

/** A client that asks to be let in, over either transport. */
export type Visit = {
  after: string | null
  authorization: string | undefined
  /** Resolves once the client is gone. */
  gone: Promise<unknown>
  say(...frames: RoomFrame[]): void
  /** Something that is no frame. */
  mumble(text: string): void
  hangUp(): void
  refuse(status: number, headers?: Record<string, string>): void
}

export type Room = { url: string; visits: Visit[]; close(): Promise<void> }

/** A room at an address of its own, which tells each visitor what a test wants. */
export async function aRoom(receive: (visit: Visit, count: number) => void): Promise<Room> {
  const visits: Visit[] = []
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer((request, response) => {
    if (request.url?.includes('/live')) response.writeHead(426).end()
    else arrived(overSse(request, response))
  })
  const arrived = (visit: Visit) => receive(visit, visits.push(visit))
  server.on('upgrade', (request, socket, head) => {
    arrived(overWebSocket(request, socket, () => upgraded(sockets, [request, socket, head])))
  })
  await once(server.listen(0), 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    visits,
    async close() {
      const closed = once(server.close(), 'close')
      for (const visit of visits) visit.hangUp()
      server.closeAllConnections()
      await closed
    },
  }
}

function upgraded(sockets: WebSocketServer, visit: [IncomingMessage, Duplex, Buffer]): WebSocket {
  let opened: WebSocket | undefined
  sockets.handleUpgrade(...visit, (ws) => (opened = ws))
  if (!opened) throw new Error('No WebSocket')
  return opened
}

const askedIn = ({ url = '', headers }: IncomingMessage) => ({
  after: new URL(url, 'http://localhost').searchParams.get('after'),
  authorization: headers.authorization,
})

const problem = (status: number) =>
  JSON.stringify({ type: '/problems/no', title: 'No', status, code: 'no' })

function overSse(request: IncomingMessage, response: ServerResponse): Visit {
  const write = (text: string) => {
    if (!response.headersSent) response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write(text)
  }
  const mumble = (text: string) => write(`data: ${text}\n\n`)
  return {
    ...askedIn(request),
    gone: once(response, 'close'),
    say: (...frames) => frames.forEach((frame) => mumble(JSON.stringify(frame))),
    mumble,
    hangUp: () => void response.destroy(),
    refuse: (status, headers = {}) => void response.writeHead(status, headers).end(problem(status)),
  }
}

function overWebSocket(request: IncomingMessage, socket: Duplex, open: () => WebSocket): Visit {
  let ws: WebSocket | undefined
  const mumble = (text: string) => (ws ??= open()).send(text)
  return {
    ...askedIn(request),
    gone: once(socket, 'close'),
    say: (...frames) => frames.forEach((frame) => mumble(JSON.stringify(frame))),
    mumble,
    hangUp: () => void socket.destroy(),
    refuse: (status) => void socket.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\n\r\n`),
  }
}
