import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  API_POLICY,
  cookieName,
  joinRoom,
  normalizeAddress,
  forwardedAddress,
  policyHeader,
  type Problem,
  readParams,
  readQuery,
  RequestError,
  type RequestLogEntry,
  requestIdFrom,
  requireOwnOrigin,
  resumeAfter,
  SECURITY_HEADERS,
  type SessionToken,
  sessionToken,
  type Settings,
  toProblem,
  traceIdFrom,
  transportHeaders,
} from '@gavel/contracts'
import type { AuctionHouse } from '@gavel/domain'
import { WebSocketServer } from 'ws'
import type { Live } from './live.ts'
import { pump } from './pump.ts'

const OPTIONS = {
  noServer: true,
  /** Clients send nothing but pongs and a close. The default of `ws` is 100 MiB. */
  maxPayload: 64 * 1024,
  /** Milliseconds that a client has to answer a close frame. */
  closeTimeout: 5_000,
  perMessageDeflate: false,
  clientTracking: false,
}
/** The only version of WebSocket (RFC 6455); `ws` would answer 400 and accept version 8 as well. */
const VERSION = '13'
const PATH = new RegExp(`^${joinRoom.path.replace('{lotId}', '(?<lotId>[^/]+)')}$`)

export type LiveServer = {
  live: Live
  auctionHouse: Pick<AuctionHouse, 'whoWatches'>
  settings: Settings
  /** Called with the log entry of each connection when it has ended. */
  onEnd(entry: RequestLogEntry): void
  /** Called with errors that are answered with a status of 500 or more. */
  onError(error: unknown, requestId: string): void
  /** Handles upgrades that are for somebody else, such as Next's hot reload; returns whether it did. */
  others?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean
}

/**
 * Whether a request opens a room over WebSocket, for Node's `shouldUpgradeCallback`. Other offers of
 * an upgrade are ignored (RFC 9110, 7.8), and the request is answered like any other.
 */
export const isWebSocketRequest = (request: IncomingMessage): boolean =>
  request.method === 'GET' &&
  request.headers.upgrade?.toLowerCase() === 'websocket' &&
  PATH.test(urlOf(request).pathname)

/**
 * Serves every room over WebSocket on a Node HTTP server, next to the framework that answers its
 * requests. Errors before the handshake are answered as problem documents instead of 101.
 */
export function attachLive(server: Server, at: LiveServer): void {
  const sockets = new WebSocketServer(OPTIONS)
  const handshakes = new WeakMap<IncomingMessage, Handshake>()
  // `ws` checks the rest of the handshake (RFC 6455, 4.2.1) and reports what is wrong here.
  sockets.on('wsClientError', ({ message }, socket, request) =>
    handshakes.get(request)?.reject(socket, malformedHandshake(message)),
  )

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (at.others?.(request, socket, head)) return
    const handshake = new Handshake(request, at)
    handshakes.set(request, handshake)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => at.onEnd(handshake.logEntry()))
    handshake.subscribe().then(
      (subscription) => {
        // Also where `ws` rejects the handshake after all.
        socket.once('close', () => void subscription.return())
        if (socket.destroyed) void subscription.return()
        else
          sockets.handleUpgrade(request, socket, head, (ws) => {
            handshake.status = 101
            void pump(ws, subscription)
          })
      },
      (error: unknown) => handshake.reject(socket, error),
    )
  })
}

const malformedHandshake = (detail: string) => new RequestError('malformed-request', { detail })

/** One request for a WebSocket, from its first byte to its 101 or its problem document. */
class Handshake {
  status: number | null = null
  readonly #request: IncomingMessage
  readonly #at: LiveServer
  readonly #requestId: string
  readonly #token: SessionToken | null
  readonly #since = performance.now()
  #userId: string | undefined

  constructor(request: IncomingMessage, at: LiveServer) {
    const { authorization, cookie, 'x-request-id': id } = request.headers
    this.#request = request
    this.#at = at
    this.#requestId = requestIdFrom(id?.toString())
    this.#token = sessionToken({
      authorization,
      cookie: readCookie(cookie ?? '', cookieName(at.settings)),
    })
  }

  /** The checks of a stream. @throws DomainError, RequestError. */
  async subscribe() {
    const { live, auctionHouse, settings } = this.#at
    const { headers, socket } = this.#request
    const { pathname, searchParams } = urlOf(this.#request)
    const user = this.#token && (await auctionHouse.whoWatches(this.#token))
    this.#userId = user?.id
    requireOwnOrigin(headers, settings.ALLOWED_ORIGINS)
    const { lotId } = readParams(joinRoom, PATH.exec(pathname)?.groups)
    const { after } = readQuery(joinRoom, Object.fromEntries(searchParams))
    if (headers['sec-websocket-version'] !== VERSION)
      throw new RequestError('upgrade-required', {}, { 'Sec-WebSocket-Version': VERSION })
    const forwarded = headers['x-forwarded-for']?.toString() ?? null
    return live.watch({
      lotId,
      after: resumeAfter(headers['last-event-id']?.toString(), after),
      caller: user,
      token: this.#token?.token ?? null,
      address:
        forwardedAddress(forwarded, settings.TRUST_PROXY) ?? normalizeAddress(socket.remoteAddress),
      by: 'websocket',
    })
  }

  /** Answers with a problem document instead of 101 and closes the connection. */
  reject(socket: Duplex, error: unknown): void {
    const { settings, onError } = this.#at
    const { origin } = this.#request.headers
    const problem: Problem = toProblem(error, { token: this.#token, settings })
    if (problem.status >= 500) onError(error, this.#requestId)
    this.status = problem.status
    const body = JSON.stringify(problem.body)
    const headers = {
      'X-Request-Id': this.#requestId,
      Vary: 'Origin',
      ...(origin &&
        settings.ALLOWED_ORIGINS.includes(origin) && { 'Access-Control-Allow-Origin': origin }),
      ...SECURITY_HEADERS,
      ...transportHeaders(settings),
      'Content-Security-Policy': policyHeader(API_POLICY),
      ...problem.headers,
      'Content-Length': Buffer.byteLength(body),
      Connection: problem.headers.Connection ? `${problem.headers.Connection}, close` : 'close',
    }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.once('finish', () => socket.destroy())
    socket.end(
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('')}\r\n${body}`,
    )
  }

  logEntry(): RequestLogEntry {
    return {
      requestId: this.#requestId,
      traceId: traceIdFrom(this.#request.headers.traceparent?.toString()),
      method: 'GET',
      operation: joinRoom.name,
      userId: this.#userId,
      status: this.status,
      durationMs: Math.round(performance.now() - this.#since),
    }
  }
}

const urlOf = ({ url = '/' }: IncomingMessage): URL =>
  URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost') : NOWHERE
const NOWHERE = new URL('http://localhost/')

function readCookie(header: string, name: string): string | undefined {
  const pair = header.split(';').find((part) => part.trim().startsWith(`${name}=`))
  return pair?.trim().slice(name.length + 1)
}
