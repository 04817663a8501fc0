import type { Caller, Revision } from '@gavel/domain'

declare global {
  namespace Express {
    /** What the middleware of a request has found out, for the handlers after it. */
    interface Locals {
      /** Set by `operation`. */
      operation?: string
      /** Set by `requireUser`, `requireStreamAccess` and `optionalUser`. */
      user?: Caller | null
      /** Set by `requireIdempotencyKey`. */
      idempotencyKey?: string
      /** Set by `requireIfMatch`. */
      ifMatch?: readonly Revision[] | 'any'
    }
  }
}
