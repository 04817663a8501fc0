import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  addressOf,
  beginLine,
  checkDeclaredSize,
  checkOrigin,
  endLine,
  RequestError,
  type InputOf,
  joinRoom,
  type Line,
  paramsAt,
  type Problem,
  readHeaders,
  readTarget,
  type RequestHeaders,
  type Settings,
  standingHeaders,
  tokenOf,
} from '@gavel/contracts'
import { type AuctionHouse, domainError } from '@gavel/domain'
import { WebSocketServer } from 'ws'
import { carry } from './carry.ts'
import type { Live } from './live.ts'

const SOCKETS = {
  noServer: true,
  /** A client only listens, so what it sends is small: pongs, and a close. */
  maxPayload: 64 * 1024,
  /** Milliseconds that a client has to answer a close; a server that ends waits for all of them. */
  closeTimeout: 5_000,
  perMessageDeflate: false,
  clientTracking: false,
}
/** The version of WebSocket that RFC 6455 has, and any client of today. */
const VERSION = '13'
/** Sixteen bytes in base64. */
const KEY = /^[A-Za-z0-9+/]{22}==$/

export type LiveServer = {
  live: Live
  house: Pick<AuctionHouse, 'whoWatches'>
  settings: Settings
  /** The problem that a request with these headers would get. */
  problem(error: unknown, headers: RequestHeaders, requestId: string): Problem
  /** Hears of each visit once it is over, in the fields of a line of the log. */
  ended(line: object): void
  /** Whoever else upgrades connections of this server, and says which are theirs. */
  others?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean
}

/**
 * Whether a request asks for a room over WebSocket. Node asks this of every request that offers an
 * upgrade; what else is offered a server may pass over (RFC 9110, 7.8), and answer the request.
 */
export const isJoining = (request: IncomingMessage): boolean =>
  request.method === 'GET' &&
  request.headers.upgrade?.toLowerCase() === 'websocket' &&
  paramsAt(joinRoom, targetOf(request).pathname) !== null

/**
 * Offers every room over WebSocket on a server of Node's, whatever framework answers its requests.
 * What is wrong is refused before the 101, with the very problem that a request would get.
 */
export function attachLive(server: Server, at: LiveServer): void {
  const sockets = new WebSocketServer(SOCKETS)
  const lines = new WeakMap<IncomingMessage, Line>()
  sockets.on('wsClientError', ({ message }, socket, request) => {
    const line = lines.get(request) ?? beginLine('GET', headersOf(request))
    refuseUpgrade(
      socket,
      request,
      line,
      new RequestError('malformed-request', { detail: message }),
      at,
    )
  })

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (at.others?.(request, socket, head)) return
    const line = beginLine('GET', headersOf(request))
    line.operation = joinRoom.name
    lines.set(request, line)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => at.ended(endLine(line)))
    visit(request, line, at).then(
      (watching) => {
        // Also where there is no handshake after all.
        socket.once('close', () => void watching.return())
        if (socket.destroyed) void watching.return()
        else
          sockets.handleUpgrade(request, socket, head, (ws) => {
            line.status = 101
            void carry(ws, watching)
          })
      },
      (error: unknown) => refuseUpgrade(socket, request, line, error, at),
    )
  })
}

/** The checks of a stream, in the contract's order. @throws DomainError, RequestError. */
async function visit(request: IncomingMessage, line: Line, { live, house, settings }: LiveServer) {
  const headers = headersOf(request)
  const { pathname, query } = targetOf(request)
  const params = paramsAt(joinRoom, pathname)
  if (!params) throw domainError('not-found')
  const target = readTarget(joinRoom, { params, query })
  checkDeclaredSize(headers)
  const given = tokenOf(headers, settings)
  const caller = given && (await house.whoWatches(given))
  line.userId = caller?.id ?? null
  checkOrigin(headers, settings.ALLOWED_ORIGINS)
  const input = { ...target, ...readHeaders(joinRoom, headers) } as InputOf<typeof joinRoom>
  if (headers['sec-websocket-version'] !== VERSION)
    throw new RequestError('upgrade-required', {}, { 'Sec-WebSocket-Version': VERSION })
  if (!KEY.test(headers['sec-websocket-key'] ?? ''))
    throw new RequestError('malformed-request', { detail: 'Sec-WebSocket-Key is not a key' })
  return live.watch({
    ...input,
    caller,
    token: given?.token ?? null,
    address: addressOf(headers, request.socket.remoteAddress, settings),
    by: 'websocket',
  })
}

/** The answer in place of a 101: the problem, and the end of the connection. */
function refuseUpgrade(
  socket: Duplex,
  request: IncomingMessage,
  line: Line,
  error: unknown,
  { problem, settings }: LiveServer,
): void {
  const { requestId } = line
  const given = headersOf(request)
  const { pathname } = targetOf(request)
  const { status, headers, body } = problem(error, given, requestId)
  line.status = status
  const text = JSON.stringify(body)
  const fields = {
    ...standingHeaders({ requestId, pathname, headers: given }, settings),
    ...headers,
    'Content-Length': Buffer.byteLength(text),
    Connection: headers.Connection ? `${headers.Connection}, close` : 'close',
  }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`)
}

const headersOf = (request: IncomingMessage) => request.headers as RequestHeaders

function targetOf({ url = '' }: IncomingMessage): { pathname: string; query: string } {
  const [pathname = ''] = url.split('?', 1)
  return { pathname, query: url.slice(pathname.length) }
}
