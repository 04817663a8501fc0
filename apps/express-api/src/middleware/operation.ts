import type { Operation } from '@gavel/contracts'
import type { RequestHandler } from 'express'

/** Names the contract's operation that a route implements, for the log. Comes first at every route. */
export const operation =
  (implemented: Operation): RequestHandler =>
  (_req, res, next) => {
    res.locals.operation = implemented.name
    next()
  }
