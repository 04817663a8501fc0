import { type Operation, toProblem, transportHeaders } from '@gavel/contracts'
import type { NextRequest } from 'next/server'
import { settings } from '../settings.ts'
import { corsHeaders } from './cors.ts'
import { beginLog, endLog, requestLog } from './request-log.ts'
import { currentToken } from './session.ts'

/**
 * Makes a route handler for an operation of the contract (null for paths that are none): maps errors
 * to problem documents, adds the headers of every answer, and writes the log entry.
 * TWIN(errors): Next answers an error that a route handler throws with 500 and an empty body, so each
 * exported method is wrapped.
 */
export const handler =
  <Context>(
    operation: Operation | null,
    handle: (request: NextRequest, context: Context) => Promise<Response>,
  ) =>
  async (request: NextRequest, context: Context): Promise<Response> => {
    beginLog(request, operation)
    let failure: unknown
    const response = await handle(request, context).catch((error: unknown) => {
      const problem = problemResponse(request, error)
      if (problem.status >= 500) failure = error
      return problem
    })
    // TWIN(every-answer): a handler returns its response, so headers are added after it has run.
    // Answers that no handler sees (404 of pages, 405, OPTIONS, redirects) have only the headers of
    // next.config.ts.
    for (const [name, value] of Object.entries(defaultHeaders(request)))
      if (!response.headers.has(name)) response.headers.set(name, value)
    // An event stream writes its entry when it ends.
    if (!operation?.stream || !response.ok || request.method === 'HEAD')
      endLog(request, request.signal.aborted ? null : response.status, failure)
    return response
  }

const defaultHeaders = (request: NextRequest): Record<string, string> => ({
  'X-Request-Id': requestLog(request).requestId,
  'Cache-Control': 'no-store',
  ...transportHeaders(settings()),
  ...corsHeaders(request.headers.get('origin')),
})

function problemResponse(request: NextRequest, error: unknown): Response {
  const { status, headers, body } = toProblem(error, {
    token: currentToken(request),
    settings: settings(),
  })
  return Response.json(body, { status, headers })
}
