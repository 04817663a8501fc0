import { type Operation, requestIdFrom, type RequestLogEntry, traceIdFrom } from '@gavel/contracts'
import type { NextRequest } from 'next/server'
import { log } from '../log.ts'

type Begun = Omit<RequestLogEntry, 'status' | 'durationMs'> & { since: number }

const entries = new WeakMap<NextRequest, Begun>()

/**
 * Begins the log entry of a request.
 * TWIN(request-log): a route handler does not see when its response has been sent, so the entry is
 * written when the handler returns, or at the end of a stream. Pages have no entry.
 */
export function beginLog(request: NextRequest, operation: Operation | null): void {
  entries.set(request, {
    requestId: requestIdFrom(request.headers.get('x-request-id')),
    traceId: traceIdFrom(request.headers.get('traceparent')),
    method: request.method,
    operation: operation?.name ?? null,
    since: performance.now(),
  })
}

/** The entry of a request that `handler` has begun. */
export const requestLog = (request: NextRequest): Begun => entries.get(request) as Begun

/**
 * Writes the entry.
 * @param status - null where the client disconnected before it was answered.
 * @param error - the error of an answer with a status of 500 or more.
 */
export function endLog(request: NextRequest, status: number | null, error?: unknown): void {
  const { since, ...begun } = requestLog(request)
  const entry = { ...begun, status, durationMs: Math.round(performance.now() - since) }
  if (error === undefined) log().info(entry, 'Request ended')
  else log().error({ ...entry, err: error }, 'Request failed')
}
