import { randomUUID } from 'node:crypto'
import { checkDeclaredSize, type Operation, readAddress } from '@gavel/contracts'
import { unstable_rethrow } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { problem } from './problem.ts'

/** What Next hands to a route handler beside the request: the parameters of its path. */
export type Context = { params: Promise<Record<string, string | string[] | undefined>> }

type Handler = (request: NextRequest, context: Context) => Promise<Response>

/**
 * Makes a route handler of an operation's handler.
 * TWIN(order-of-checks): Next has no chain of middleware before a route handler. The first checks
 * are made here, the others by `callerOf` and `readInput` as the handler calls them, in that order.
 */
export const route =
  (operation: Operation, handle: Handler): Handler =>
  (request, context) =>
    answered(request, async () => {
      readAddress(operation, await addressOf(request, context))
      checkDeclaredSize(request.headers.get('content-length') ?? undefined)
      return handle(request, context)
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
  const requestId = randomUUID()
  const response = await answer().catch((error: unknown) => {
    unstable_rethrow(error)
    return problem(error, request, requestId)
  })
  response.headers.set('X-Request-Id', requestId)
  if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store')
  return response
}

/** Path parameters and query. Next lets a catch-all be an array; no operation's path has one. */
export const addressOf = async (request: NextRequest, { params }: Context) => ({
  params: (await params) as Record<string, string>,
  query: request.nextUrl.search,
})
