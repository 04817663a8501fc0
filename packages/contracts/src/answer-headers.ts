import type { Operation } from './operation.ts'

/** What each header of an answer tells. */
export const ANSWER_HEADERS = {
  'X-Request-Id': 'The name of this request in the log of the house.',
  'Cache-Control': 'Whether and how long the answer may be kept.',
  ETag: 'The state of the lot: its version and status.',
  Location: 'Where what has been made is found.',
  'Set-Cookie': 'Hands the session to a browser, or takes it back.',
  'Idempotency-Replayed': '`true` where this repeats the first answer to the same key.',
  'WWW-Authenticate': 'How to sign in (RFC 6750).',
  'Retry-After': 'Seconds to wait before the next attempt.',
  'RateLimit-Policy': 'The quota that is used up: `q` requests in `w` seconds.',
  RateLimit: 'What is left of it, `r`, for the `t` seconds to come.',
  Upgrade: 'What to change to: `websocket`.',
  'Sec-WebSocket-Version': 'The version of WebSocket that there is, where another was asked for.',
} as const

export type AnswerHeaderName = keyof typeof ANSWER_HEADERS

/** What a status owes its reader: RFC 9110, 11.6.1, 15.5.6, 15.5.22 and 10.2.3. */
const OWED: Partial<Record<number, AnswerHeaderName[]>> = {
  401: ['WWW-Authenticate'],
  426: ['Upgrade'],
  429: ['Retry-After'],
  503: ['Retry-After'],
}

/** The headers that every answer of a status carries; of no operation where it is null. */
export function owedHeaders(operation: Operation | null, status: number): AnswerHeaderName[] {
  if (status === 101) return ['Upgrade']
  const own = operation && status in operation.answers ? operation.headers : OWED[status]
  return ['X-Request-Id', 'Cache-Control', ...(own ?? []), ...quotaOf(operation, status)]
}

/** Whoever has used up a quota is told of it. Streams are few at a time, which is no quota. */
const quotaOf = (operation: Operation | null, status: number): AnswerHeaderName[] =>
  status === 429 && operation && !operation.stream ? ['RateLimit-Policy', 'RateLimit'] : []
