import { isDomainError, type DomainError, type DomainErrorCode } from '@gavel/domain'
import { rateLimitHeaders } from './http/rate-limit.ts'
import { replayHeaders } from './http/replay.ts'
import { clearedCookie, type PublicAddress, type SessionToken } from './http/session-token.ts'

/** One error in a body: where (JSON Pointer, RFC 6901) and what; never the value itself. */
export type Flaw = { pointer: string; message: string }

/** Errors in the request itself, with the facts that the problem document adds. */
type RequestErrorFacts = {
  'malformed-request': { detail: string }
  'key-missing': Nothing
  'cross-site': Nothing
  'request-timeout': Nothing
  'too-large': Nothing
  'precondition-required': Nothing
  'upgrade-required': Nothing
  'too-many-requests': { retryAfterSeconds: number }
  'no-websocket': Nothing
  'wrong-media-type': { detail: string }
  invalid: { errors: Flaw[] }
  internal: Nothing
}

type Nothing = Record<never, never>
export type RequestErrorCode = keyof RequestErrorFacts
export type ProblemCode = DomainErrorCode | RequestErrorCode

/** An error in the request itself. `headers` are added to the answer, such as `Connection: close`. */
export class RequestError<Code extends RequestErrorCode = RequestErrorCode> extends Error {
  readonly code: Code
  readonly facts: RequestErrorFacts[Code]
  readonly headers: Record<string, string>

  constructor(code: Code, facts: RequestErrorFacts[Code], headers: Record<string, string> = {}) {
    super(code)
    this.name = 'RequestError'
    this.code = code
    this.facts = facts
    this.headers = headers
  }
}

/** Recognised by name, like `isDomainError`: a bundler may load this class more than once. */
const isRequestError = (thrown: unknown): thrown is RequestError =>
  thrown instanceof Error && thrown.name === 'RequestError'

/** Every error code of the API with its status and title; a missing code does not compile. */
export const PROBLEMS = {
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'key-missing': { status: 400, title: 'This operation needs an Idempotency-Key' },
  'no-session': { status: 401, title: 'Sign in first' },
  'session-ended': { status: 401, title: 'The session has ended; sign in again' },
  'wrong-credentials': { status: 401, title: 'No user has this e-mail address and password' },
  'wrong-password': { status: 403, title: 'This is not your current password' },
  'cross-site': { status: 403, title: 'The request came from a page of a foreign site' },
  'not-your-lot': { status: 403, title: 'Only the seller of the lot may do this' },
  'own-lot': { status: 403, title: 'Sellers may not bid on their own lot' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'request-timeout': { status: 408, title: 'The body took too long to arrive' },
  'email-taken': { status: 409, title: 'A user with this e-mail address exists' },
  'lot-not-draft': { status: 409, title: 'The lot can no longer be changed' },
  'lot-has-bids': { status: 409, title: 'Somebody has bid on the lot' },
  'lot-closed': { status: 409, title: 'The lot has closed' },
  'lot-not-live': { status: 409, title: 'The lot does not take bids now' },
  'bid-too-low': { status: 409, title: 'The bid is below the minimum' },
  'insufficient-funds': { status: 409, title: 'The available balance does not cover this' },
  'wallet-full': { status: 409, title: 'The available balance would exceed the maximum amount' },
  stale: { status: 412, title: 'The lot has changed since you read it' },
  'too-large': { status: 413, title: 'The body is larger than 64 KiB' },
  'wrong-media-type': { status: 415, title: 'The body must be JSON' },
  'bad-schedule': {
    status: 422,
    title: 'The lot must close ahead, 1 second to 90 days after opening',
  },
  invalid: { status: 422, title: 'The request is not valid' },
  'key-reused': { status: 422, title: 'The Idempotency-Key belongs to another request' },
  'precondition-required': { status: 428, title: 'This operation needs If-Match' },
  'upgrade-required': { status: 426, title: 'This path speaks WebSocket' },
  'too-many-attempts': { status: 429, title: 'Too many attempts to sign in; try again later' },
  'too-many-requests': { status: 429, title: 'Too many requests; try again later' },
  internal: { status: 500, title: 'Something went wrong in the house' },
  'no-websocket': { status: 501, title: 'This server has no WebSocket; watch the events instead' },
  busy: { status: 503, title: 'Too many are waiting for this lot; try again' },
  unavailable: { status: 503, title: 'The house cannot be reached now; try again' },
} as const satisfies Record<ProblemCode, { status: number; title: string }>

/** An answer with an error: `application/problem+json`, RFC 9457. */
export type Problem = {
  status: number
  headers: Record<string, string>
  body: { type: string; title: string; status: number; code: ProblemCode } & Record<string, unknown>
}

/**
 * Maps anything that was thrown to a problem document. Errors of neither kind become `internal`,
 * which reveals nothing; the caller logs problems with a status of 500 or more.
 * @param request.token - the session token of the request: an ended session's cookie is cleared.
 */
export function toProblem(error: unknown, { token, settings }: Asked): Problem {
  if (isRequestError(error)) return problem(error.code, error.facts, error.headers)
  if (isDomainError(error))
    return problem(error.code, error.facts, domainErrorHeaders(error, { token, settings }))
  return problem('internal', {}, {})
}

function problem(code: ProblemCode, facts: object, headers: Record<string, string>): Problem {
  const { status, title } = PROBLEMS[code]
  const body = { type: `/problems/${code}`, title, status, code, ...facts }
  const always = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' }
  return { status, headers: { ...always, ...statusHeaders(status, facts), ...headers }, body }
}

/** Headers that a status requires: RFC 9110, 11.6.1 and 10.2.3. */
function statusHeaders(status: number, facts: object): Record<string, string> {
  if (status === 401) return { 'WWW-Authenticate': 'Bearer realm="gavel"' }
  if ('retryAfterSeconds' in facts) return { 'Retry-After': String(facts.retryAfterSeconds) }
  if (status === 426) return { Upgrade: 'websocket', Connection: 'Upgrade' }
  return {}
}

type Asked = { token: SessionToken | null; settings: PublicAddress }

/** An ended session is reported as in RFC 6750, 3.1, and its cookie is cleared. */
function domainErrorHeaders(
  error: DomainError,
  { token, settings }: Asked,
): Record<string, string> {
  const { quota, facts } = error
  if (quota && 'retryAfterSeconds' in facts) return rateLimitHeaders(quota, facts.retryAfterSeconds)
  if (error.code !== 'session-ended') return replayHeaders(error)
  const challenge = { 'WWW-Authenticate': 'Bearer realm="gavel", error="invalid_token"' }
  return token?.from === 'cookie'
    ? { ...challenge, 'Set-Cookie': clearedCookie(settings) }
    : challenge
}
