import { readPosition } from '@gavel/domain'
import type { Method, Operation } from '../operation.ts'
import { RequestError } from '../problems.ts'
import { readIfMatch } from './etag.ts'
import { malformed } from './flaws.ts'

/** The headers of a request as plain values, by their names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>

/**
 * Reads what the headers say of the body and of what is meant.
 * @throws RequestError wrong-media-type, key-missing, precondition-required, malformed-request.
 */
export function readHeaders(operation: Operation, headers: Headers): object {
  checkMediaType(operation, headers)
  return {
    ...readKey(operation, headers['idempotency-key']),
    ...(operation.matched && { seen: readIfMatch(headers['if-match']) }),
    ...readLastEventId(operation, headers['last-event-id']),
  }
}

/**
 * Reads an Idempotency-Key, quoted (as the draft's structured field) or bare.
 * @throws RequestError key-missing, malformed-request.
 */
function readKey(operation: Operation, header: string | undefined): object {
  if (!operation.keyed) return {}
  if (header === undefined) throw new RequestError('key-missing', {})
  const key = /^(?:"([A-Za-z0-9_-]{16,255})"|([A-Za-z0-9_-]{16,255}))$/.exec(header)
  if (!key) throw malformed('The Idempotency-Key must be 16 to 255 of A-Z a-z 0-9 _ -')
  return { key: key[1] ?? key[2] }
}

/**
 * Where a stream goes on: what a browser sends after a break by itself (WHATWG HTML, 9.2.4), an
 * empty one being none. @throws RequestError malformed-request.
 */
function readLastEventId({ stream }: Operation, header: string | undefined): object {
  if (!stream || !header) return {}
  const after = readPosition(header)
  if (!after) throw malformed('Last-Event-ID must be an id that the stream gave')
  return { after }
}

/** The header that says which bodies a method takes: RFC 5789, 3.1, and the LDP, 7.1, for POST. */
export const ACCEPTS: Partial<Record<Method, 'Accept-Post' | 'Accept-Patch'>> = {
  POST: 'Accept-Post',
  PATCH: 'Accept-Patch',
}

/** @throws RequestError wrong-media-type: anything but unencoded JSON in UTF-8. */
function checkMediaType({ method, body }: Operation, headers: Headers): void {
  if (!body) return
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) {
    const accept = { [ACCEPTS[method] ?? 'Accept']: 'application/json' }
    throw new RequestError('wrong-media-type', { detail: 'Send application/json in UTF-8' }, accept)
  }
  if (encoding.toLowerCase() !== 'identity') {
    const accept = { 'Accept-Encoding': 'identity' }
    throw new RequestError(
      'wrong-media-type',
      { detail: 'Send the body without an encoding' },
      accept,
    )
  }
}
