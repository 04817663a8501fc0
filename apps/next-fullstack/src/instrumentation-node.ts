import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { ENDING, paramsAt, PATIENCE, transportHeaders, watchRoom } from '@gavel/contracts'
import { startWorker } from '@gavel/db'
import { house, live } from './house.ts'
import { logged } from './http/line.ts'
import { log } from './log.ts'
import { settings } from './settings.ts'

/** Milliseconds, more than between two heartbeats, in which something must move on a stream. */
const UNMOVED = 20_000

/** What Node tells of a request that begins. */
type Started = { request: IncomingMessage; response: ServerResponse; server: Server }

/** Answers that are under way. */
const answering = new Set<ServerResponse>()
let isStopping = false

/**
 * Starts what runs beside the requests, and ends it: a stream would go on for ever, so all are sent
 * away. A settlement under way is rolled back, and another process takes it up.
 * TWIN(process): the server is Next's. It calls `register` before it answers, and on SIGTERM it takes
 * no more requests, finishes those that have begun, and ends the process.
 */
export function startHouse(): void {
  subscribe('http.server.request.start', (message) => attend(message as Started))
  const stopWorker = startWorker(house(), (error) => log().error({ err: error }, 'Settling failed'))
  const stop = (_: NodeJS.Signals, number: number) => {
    isStopping = true
    for (const response of answering) sayLast(response)
    // Next waits for every connection, also for one whose client takes nothing: so the process ends
    // by itself, with the exit code that the signal has.
    setTimeout(() => process.exit(128 + number), ENDING.all).unref()
    void Promise.all([live().drain(), stopWorker()])
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function attend({ request, response, server }: Started): void {
  adopt(server)
  const { requestId } = logged(request, response)
  const told = { 'X-Request-Id': requestId, ...transportHeaders(settings()) }
  response.setHeaders(new Map(Object.entries(told)))
  answering.add(response)
  response.once('close', () => answering.delete(response))
  if (isStopping) sayLast(response)
  if (isWatching(request)) request.socket.setTimeout(UNMOVED)
  if (hasBody(request)) endInTime(request, response)
}

/** A client that keeps its line would go on asking over it. So each answer says that it is the last. */
function sayLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close')
}

const adopted = new WeakSet<Server>()

/**
 * Tells a server what ours are told when they are made.
 * TWIN(patience): Next makes its server itself, and Node shows it with the first request. How long
 * it waits can be said then; how often it looks, every 30 seconds, cannot.
 */
function adopt(server: Server): void {
  if (adopted.has(server)) return
  adopted.add(server)
  server.headersTimeout = PATIENCE.headersTimeout
  server.requestTimeout = PATIENCE.requestTimeout
  // A server that closes cuts idle lines at once, and with them requests that are on their way.
  const cutIdle = server.closeIdleConnections.bind(server)
  server.closeIdleConnections = () => void setInterval(cutIdle, ENDING.idle).unref()
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0

/** Cuts off a body that nobody reads, when Node would if it looked more often. */
function endInTime(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request
  const late = setTimeout(() => {
    if (request.complete) return
    if (!response.headersSent)
      socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
    socket.destroySoon()
  }, PATIENCE.requestTimeout).unref()
  response.once('close', () => request.complete && clearTimeout(late))
}

/**
 * Whether a request opens a stream.
 * TWIN(leaving): a handler of Next can end the body of a client that takes nothing, and not its
 * connection. So Node does, which tells of every request with its socket.
 */
function isWatching({ url = '' }: IncomingMessage): boolean {
  const [pathname = ''] = url.split('?', 1)
  return paramsAt(watchRoom, pathname) !== null
}
