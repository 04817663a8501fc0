import {
  checkDeclaredSize,
  type InputOf,
  type Operation,
  readBody,
  readHeaders,
  readTarget,
} from '@gavel/contracts'
import type { Request, RequestHandler, Response } from 'express'
import { bytes } from './body.ts'
import { headersOf, operatorOnly, userOnly, watcherOnly } from './caller.ts'

/**
 * Everything that comes before the handler of an operation.
 * TWIN(order-of-checks): a chain of middleware; each passes on or throws, and their order in this
 * list is the contract's order of checks.
 */
export const gate = (operation: Operation): RequestHandler[] => [
  target(operation),
  declaredSize,
  ...(operation.who === 'user' ? [userOnly] : []),
  ...(operation.who === 'operator' ? [operatorOnly] : []),
  ...(operation.stream ? [watcherOnly] : []),
  headers(operation),
  ...(operation.body ? [bytes] : []),
]

/** The input of a request that has passed the gate. @throws Fault malformed-request, invalid. */
export const readInput = <O extends Operation>(
  operation: O,
  req: Request,
  res: Response,
): InputOf<O> =>
  ({
    ...res.locals.target,
    ...res.locals.headers,
    ...readBody(operation, req.body as Uint8Array | undefined),
  }) as InputOf<O>

const target =
  (operation: Operation): RequestHandler =>
  (req, res, next) => {
    const params = req.params as Record<string, string>
    const { search: query } = new URL(req.originalUrl, 'http://localhost')
    res.locals.target = readTarget(operation, { params, query })
    next()
  }

const declaredSize: RequestHandler = (req, _res, next) => {
  checkDeclaredSize(headersOf(req))
  next()
}

const headers =
  (operation: Operation): RequestHandler =>
  (req, res, next) => {
    res.locals.headers = readHeaders(operation, headersOf(req))
    next()
  }
