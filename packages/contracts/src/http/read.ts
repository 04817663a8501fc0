import { domainError, readPosition } from '@gavel/domain'
import { z } from 'zod'
import type { After, Operation } from '../operation.ts'
import { type Flaw, RequestError } from '../problems.ts'

/** The largest JSON body that an operation accepts, in bytes (house rule: 64 KiB). */
export const BODY_LIMIT = 64 * 1024

/** The most errors that one 422 answer reports. */
const MOST_ERRORS = 20

/**
 * Validates the path parameters of an operation.
 * @param params - as the framework parsed them: `req.params` or `await params`.
 * @throws DomainError not-found: an id that is no UUID names nothing.
 */
export function readParams<O extends Operation>(operation: O, params: unknown): After<O, 'params'> {
  const read = (operation.params ?? NONE).safeParse(params)
  if (!read.success) throw domainError('not-found')
  return read.data as After<O, 'params'>
}

/**
 * Validates the query of an operation; unknown parameters are errors.
 * @param query - as the framework parsed it: `req.query`, or the entries of `searchParams`.
 * @throws RequestError malformed-request.
 */
export function readQuery<O extends Operation>(operation: O, query: unknown): After<O, 'query'> {
  const read = (operation.query ?? NONE).safeParse(query)
  if (read.success) return read.data as After<O, 'query'>
  const [error] = errorsOf(read.error.issues)
  throw malformed(`Query ${error?.pointer}: ${error?.message}`)
}

/**
 * Validates the parsed JSON body of an operation; unknown fields are errors.
 * @throws RequestError invalid, with at most 20 errors, each with a JSON Pointer (RFC 6901).
 */
export function readBody<O extends Operation>(operation: O, body: unknown): After<O, 'body'> {
  const read = (operation.body ?? NONE).safeParse(body)
  if (read.success) return read.data as After<O, 'body'>
  throw new RequestError('invalid', { errors: errorsOf(read.error.issues).slice(0, MOST_ERRORS) })
}

/**
 * Accepts only unencoded JSON in UTF-8. A page of a foreign site can send `text/plain` without a
 * preflight, but not JSON.
 * @throws RequestError wrong-media-type.
 */
export function requireJsonType(
  contentType: string | null | undefined,
  contentEncoding: string | null | undefined,
): void {
  if (!/^application\/json\s*(;\s*charset=(?:utf-8|"utf-8")\s*)?$/i.test(contentType ?? ''))
    throw new RequestError('wrong-media-type', { detail: 'Send application/json in UTF-8' })
  if (!/^(identity)?$/i.test(contentEncoding ?? ''))
    throw new RequestError('wrong-media-type', { detail: 'Send the body without an encoding' })
}

/**
 * Reads an Idempotency-Key, quoted (as the draft's structured field) or bare.
 * @throws RequestError key-missing, malformed-request.
 */
export function readIdempotencyKey(header: string | null | undefined): string {
  if (header === undefined || header === null) throw new RequestError('key-missing', {})
  const key = /^(?:"([A-Za-z0-9_-]{16,255})"|([A-Za-z0-9_-]{16,255}))$/.exec(header)
  if (!key) throw malformed('The Idempotency-Key must be 16 to 255 of A-Z a-z 0-9 _ -')
  return (key[1] ?? key[2]) as string
}

/**
 * The position after which a stream resumes: `Last-Event-ID`, which browsers send after a
 * disconnect (WHATWG HTML, 9.2.4), or else the query's `after`. An empty header counts as none.
 * @throws RequestError malformed-request.
 */
export function resumeAfter<Position>(
  lastEventId: string | null | undefined,
  after: Position | undefined,
): Position | undefined {
  if (!lastEventId) return after
  const position = readPosition(lastEventId)
  if (!position) throw malformed('Last-Event-ID must be an id that the stream sent')
  return position as Position
}

/** A request that cannot be read; `detail` never repeats what the client sent. */
export const malformed = (detail: string): RequestError =>
  new RequestError('malformed-request', { detail })

/** The connection is closed after a 413: the rest of the body is not read. */
export const tooLarge = (): RequestError =>
  new RequestError('too-large', {}, { Connection: 'close' })

/** The connection is closed after a 408 as well. */
export const bodyTimedOut = (): RequestError =>
  new RequestError('request-timeout', {}, { Connection: 'close' })

const NONE = z.strictObject({})

type Issue = { code: string; path: PropertyKey[]; message: string; keys?: string[] }

/** zod's issues as JSON Pointers and messages, one for each unknown field. */
export function errorsOf(issues: readonly object[]): Flaw[] {
  return (issues as Issue[]).flatMap(({ path, message, keys }) =>
    keys
      ? keys.map((name) => ({ pointer: pointerTo([...path, name]), message: 'Unknown field' }))
      : [{ pointer: pointerTo(path), message }],
  )
}

/** Names that no schema could have are not repeated to the client. */
const pointerTo = (path: PropertyKey[]): string =>
  path.map((part) => (/^\w{1,40}$/.test(String(part)) ? `/${String(part)}` : '/…')).join('')
