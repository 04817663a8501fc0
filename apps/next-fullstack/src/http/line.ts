import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  beginLine,
  endLine,
  isFile,
  type Line,
  pageAsked,
  pathnameOf,
  type RequestHeaders,
} from '@gavel/contracts'
import { log } from '../log.ts'
import { headersOf } from './headers.ts'

/** What Node has of a request that is being answered, and its line of the log. */
export type Exchange = { line: Line; response: ServerResponse }

// On the global object, as the house: Next loads this module once for each of its bundles.
const kept = globalThis as { gavelExchanges?: AsyncLocalStorage<Exchange> }
const exchanges = (kept.gavelExchanges ??= new AsyncLocalStorage())

/**
 * Leaves one line in the log for a request, unless it is for a file.
 * TWIN(line): a handler of Next never sees its response leave, and much is answered before any handler.
 * Node tells of each request first, and what is found out on the way is kept in its context.
 */
export function logged(request: IncomingMessage, response: ServerResponse): Line {
  const { method = '', url } = request
  const pathname = pathnameOf(url)
  const line = beginLine(method, request.headers as RequestHeaders)
  line.operation = pageAsked(method, pathname)
  response.once('close', () => {
    if (response.headersSent) line.status = response.statusCode
    if (!isFile(pathname)) log().info(endLine(line), 'Request ended')
  })
  exchanges.enterWith({ line, response })
  return line
}

/** What is being answered here; undefined for what came to `next start` before it was ready. */
export const exchange = (): Exchange | undefined => exchanges.getStore()

/** The line of a request: of one that came before the server was ready, one that nobody prints. */
export const lineOf = (request: Request): Line =>
  exchange()?.line ?? beginLine(request.method, headersOf(request))
