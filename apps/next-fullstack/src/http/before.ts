import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  noOperation,
  pathnameOf,
  type RequestHeaders,
  requestIdOf,
  standingHeaders,
} from '@gavel/contracts'
import { settings } from '../settings.ts'
import { exchange } from './line.ts'
import { told } from './problem.ts'

/** The methods that an export of a route may have for its name. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * Answers what Next would answer before any handler, and says whether it has; a target with a host
 * in it (RFC 9112, 3.2.2) is handed on without. The custom server alone can ask this: these are named
 * exceptions of `next start`.
 */
export function answeredBefore(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = 'GET', url = '/' } = request
  const target = url.replace(/^https?:\/\/[^/?]*\/?/i, '/')
  request.url = target
  if (METHODS.has(method) && target.startsWith('/')) return false
  refuse(request, response)
  return true
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  const { url } = request
  const given = request.headers as RequestHeaders
  const pathname = pathnameOf(url)
  const requestId = exchange()?.line.requestId ?? requestIdOf(given)
  const { status, headers, body } = told(noOperation(pathname), given, requestId)
  const standing = standingHeaders({ requestId, pathname, headers: given }, settings())
  response.writeHead(status, { ...standing, ...headers })
  response.end(JSON.stringify(body))
}
