import { readIdempotencyKey, readIfMatch } from '@gavel/contracts'
import type { Revision } from '@gavel/domain'
import type { RequestHandler, Response } from 'express'

/** Requires an `Idempotency-Key`. @throws RequestError key-missing, malformed-request. */
export const requireIdempotencyKey: RequestHandler = (req, res, next) => {
  res.locals.idempotencyKey = readIdempotencyKey(req.get('idempotency-key'))
  next()
}

/** The key that `requireIdempotencyKey` has read. */
export const idempotencyKey = (res: Response): string => res.locals.idempotencyKey as string

/** Requires `If-Match`. @throws RequestError precondition-required, malformed-request. */
export const requireIfMatch: RequestHandler = (req, res, next) => {
  res.locals.ifMatch = readIfMatch(req.get('if-match'))
  next()
}

/** The revisions that `requireIfMatch` has read. */
export const ifMatch = (res: Response): readonly Revision[] | 'any' => res.locals.ifMatch ?? 'any'
