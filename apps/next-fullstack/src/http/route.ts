import {
  checkDeclaredSize,
  type Operation,
  paramsAt,
  readTarget,
  standingHeaders,
} from '@gavel/contracts'
import type { NextRequest } from 'next/server'
import { settings } from '../settings.ts'
import { headersOf } from './headers.ts'
import { lineOf } from './line.ts'
import { problem } from './problem.ts'

/** A handler of ours gets what was read of the path and the query. */
type Handler = (request: NextRequest, target: object) => Promise<Response>

/**
 * Makes a route handler of an operation's handler.
 * TWIN(order-of-checks): Next has no chain of middleware before a route handler. The first checks
 * are made here; who calls, headers and body are read by `callerOf` and `readInput`, as the handler
 * calls them, in that order.
 */
export const route =
  (operation: Operation, handle: Handler) =>
  (request: NextRequest): Promise<Response> =>
    answered(request, async () => {
      const { pathname, search: query } = request.nextUrl
      // TWIN(paths): Next finds the file of `/api/lots` for `/api/lots/` too.
      const params = paramsAt(operation, pathname)
      if (params) lineOf(request).operation = operation.name
      const read = readTarget(operation, { params, query })
      checkDeclaredSize(headersOf(request))
      return handle(request, read)
    })

/**
 * What every answer passes on its way out.
 * TWIN(errors): Next has no error boundary for route handlers and would answer 500 without a body;
 * so every export is wrapped in this, and it is the one door.
 */
export async function answered(
  request: NextRequest,
  answer: () => Promise<Response>,
): Promise<Response> {
  const { requestId } = lineOf(request)
  const response = await answer().catch((error: unknown) => problem(error, request, requestId))
  // TWIN(every-answer): Next has no response until the handler returns one, so the headers of every
  // answer are put on it on its way out.
  const { pathname } = request.nextUrl
  const standing = standingHeaders({ requestId, pathname, headers: headersOf(request) }, settings())
  for (const [name, value] of Object.entries(standing))
    if (!response.headers.has(name)) response.headers.set(name, value)
  return response
}
