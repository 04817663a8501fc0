import { readIdempotencyKey, readIfMatch } from '@gavel/contracts'
import type { Revision } from '@gavel/domain'
import type { NextRequest } from 'next/server'

/** Requires an `Idempotency-Key` and returns it. @throws RequestError key-missing, malformed-request. */
export const requireIdempotencyKey = (request: NextRequest): string =>
  readIdempotencyKey(request.headers.get('idempotency-key'))

/** Requires `If-Match` and returns its revisions. @throws RequestError precondition-required. */
export const requireIfMatch = (request: NextRequest): readonly Revision[] | 'any' =>
  readIfMatch(request.headers.get('if-match'))
