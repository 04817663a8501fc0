/**
 * The fields of the one log entry per request. It contains nothing that a client wrote except the
 * method and two validated ids: URLs contain searches, headers contain tokens, bodies passwords.
 */
export type RequestLogEntry = {
  requestId: string
  traceId?: string | undefined
  method: string
  /** The name of the operation; null for paths that are none. */
  operation: string | null
  userId?: string | undefined
  /** Null where the client disconnected before it was answered. */
  status: number | null
  /** Whole milliseconds from the first byte of the request to the end of the answer. */
  durationMs: number
}

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

/**
 * The `redact` paths of pino, which has no wildcard for any depth. body-parser keeps the body in
 * `err.body`.
 */
export const REDACTED: string[] = [
  'err.body',
  ...SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
]
