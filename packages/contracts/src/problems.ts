import { isDomainError, type DomainError, type DomainErrorCode } from '@gavel/domain'
import { quotaHeaders } from './http/quota.ts'
import { replayHeaders } from './http/receipt.ts'
import { clearedCookie, type GivenToken, type PublicAddress } from './http/session.ts'

/** One thing wrong with a body: where (a JSON Pointer, RFC 6901) and what; never the value itself. */
export type Flaw = { pointer: string; message: string }

/** What the door finds wrong with a request before the house hears of it, and what it tells. */
type RequestErrorFacts = {
  'malformed-request': { detail: string }
  'key-missing': Nothing
  'cross-site': Nothing
  'method-not-allowed': Nothing
  'request-timeout': Nothing
  'too-large': Nothing
  'precondition-required': Nothing
  'upgrade-required': Nothing
  'too-many-requests': { retryAfterSeconds: number }
  'no-websocket': Nothing
  'wrong-media-type': { detail: string }
  invalid: { errors: Flaw[] }
  internal: Nothing
  unavailable: { retryAfterSeconds: number }
}

type Nothing = Record<never, never>
export type RequestErrorCode = keyof RequestErrorFacts
export type ProblemCode = DomainErrorCode | RequestErrorCode

/** What is wrong with a request itself. `headers` go with the answer, such as `Allow` with a 405. */
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

/** Whether something thrown is a fault. As of a refusal, its name says so and not its class. */
const isRequestError = (thrown: unknown): thrown is RequestError =>
  thrown instanceof Error && thrown.name === 'RequestError'

/** Every "no" of the API. One that is missing here does not compile. */
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
  'method-not-allowed': { status: 405, title: 'This path does not take this method' },
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

/** An error as it leaves either twin: `application/problem+json`, RFC 9457. */
export type Problem = {
  status: number
  headers: Record<string, string>
  body: { type: string; title: string; status: number; code: ProblemCode } & Record<string, unknown>
}

/**
 * Turns whatever was thrown into a problem. Refusals and faults say what they are; anything else is
 * a bare `internal`, which tells nothing of the inside: the caller logs it.
 */
export function problemOf(error: unknown, { token, settings }: Asked): Problem {
  if (isRequestError(error)) return problem(error.code, error.facts, error.headers)
  if (isDomainError(error))
    return problem(error.code, error.facts, refusalHeaders(error, { token, settings }))
  return problem('internal', {}, {})
}

function problem(code: ProblemCode, facts: object, headers: Record<string, string>): Problem {
  const { status, title } = PROBLEMS[code]
  const body = { type: `/problems/${code}`, title, status, code, ...facts }
  const always = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' }
  return { status, headers: { ...always, ...statusHeaders(status, facts), ...headers }, body }
}

/** Headers that a status owes its reader: RFC 9110, 11.6.1 and 10.2.3. */
function statusHeaders(status: number, facts: object): Record<string, string> {
  if (status === 401) return { 'WWW-Authenticate': 'Bearer realm="gavel"' }
  if ('retryAfterSeconds' in facts) return { 'Retry-After': String(facts.retryAfterSeconds) }
  if (status === 426) return { Upgrade: 'websocket', Connection: 'Upgrade' }
  return {}
}

/** What a problem must know of the request: the token it showed, and where it was shown. */
type Asked = { token: GivenToken | null; settings: PublicAddress }

/** A bad token is named as such (RFC 6750, 3.1), and a cookie that brought it is taken back. */
function refusalHeaders(refusal: DomainError, { token, settings }: Asked): Record<string, string> {
  const { quota, facts } = refusal
  if (quota && 'retryAfterSeconds' in facts) return quotaHeaders(quota, facts.retryAfterSeconds)
  if (refusal.code !== 'session-ended') return replayHeaders(refusal)
  const challenge = { 'WWW-Authenticate': 'Bearer realm="gavel", error="invalid_token"' }
  return token?.by === 'cookie'
    ? { ...challenge, 'Set-Cookie': clearedCookie(settings) }
    : challenge
}
