import type { Headers } from './headers.ts'
import { requestIdOf } from './request-id.ts'
import { traceIdOf } from './trace.ts'

/** What becomes known of a request on the way to its answer, for its line of the log. */
export type Line = {
  requestId: string
  /** The trace that it is part of, if its client named one. */
  traceId: string | null
  method: string
  /** The operation of the contract, by name; null where the request is none. */
  operation: string | null
  /** Who is signed in, where that was asked. */
  userId: string | null
  /** Null until there is an answer: a client may leave before. */
  status: number | null
  /** When it began, on a clock that only runs forward, in milliseconds. */
  since: number
}

export const beginLine = (method: string, headers: Headers): Line => ({
  requestId: requestIdOf(headers),
  traceId: traceIdOf(headers),
  method,
  operation: null,
  userId: null,
  status: null,
  since: performance.now(),
})

/**
 * The one line that a request leaves in the log when it is over, a stream at its end. It has nothing
 * that a client wrote but the method and two well-formed ids: addresses hold ids and searches, headers
 * hold tokens, bodies hold passwords.
 */
export const endLine = ({ traceId, userId, since, ...line }: Line): object => ({
  ...line,
  ...(traceId && { traceId }),
  ...(userId && { userId }),
  durationMs: Math.round((performance.now() - since) * 10) / 10,
})

/** What is never told, wherever a log has it: an error may carry what was sent. */
const SECRETS = [
  'authorization',
  'cookie',
  'password',
  'current',
  'passwordHash',
  'token',
  'secret',
  'maximum',
  'reservePrice',
  'connectionString',
]

/** Where pino looks for it: `redact` takes paths, and none that stands for any depth. */
export const REDACTED: string[] = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
