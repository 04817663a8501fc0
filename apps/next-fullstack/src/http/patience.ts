import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { paramsAt, pathnameOf, PATIENCE, watchRoom } from '@gavel/contracts'

/** Milliseconds, more than between two heartbeats, in which something must move on a stream. */
const UNMOVED = 20_000

/**
 * Tells a server what ours are told when they are made.
 * TWIN(patience): Next makes its server itself, and Node shows it with the first request. How long
 * it waits can be said then; how often it looks, every 30 seconds, cannot.
 */
export function teachPatience(server: Server): void {
  server.headersTimeout = PATIENCE.headersTimeout
  server.requestTimeout = PATIENCE.requestTimeout
}

/**
 * Looks after a request that has begun, for as long as its client may take.
 * TWIN(leaving): a handler of Next can end the body of a client that takes nothing, and not its
 * connection. So Node does, which tells of every request with its socket.
 */
export function beInTime(request: IncomingMessage, response: ServerResponse): void {
  if (paramsAt(watchRoom, pathnameOf(request.url))) request.socket.setTimeout(UNMOVED)
  if (hasBody(request)) cutOffInTime(request, response)
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0

/** Cuts off a body that nobody reads, when Node would if it looked more often. */
function cutOffInTime(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request
  const late = setTimeout(() => {
    if (request.complete) return
    // Before it stands in line the answer of another request.
    if (response.socket === socket && !response.headersSent)
      socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
    socket.destroySoon()
  }, PATIENCE.requestTimeout).unref()
  request.once('close', () => clearTimeout(late))
}
