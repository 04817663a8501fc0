import {
  checkDeclaredSize,
  type InputOf,
  type Operation,
  readAddress,
  readBody,
  readHead,
} from '@gavel/contracts'
import type { Request, RequestHandler, Response } from 'express'
import { bytes } from './body.ts'
import { operatorOnly, userOnly } from './caller.ts'

/**
 * Everything that comes before the handler of an operation.
 * TWIN(order-of-checks): a chain of middleware; each passes on or throws, and their order in this
 * list is the contract's order of checks.
 */
export const gate = (operation: Operation): RequestHandler[] => [
  address(operation),
  declaredSize,
  ...(operation.who === 'user' ? [userOnly] : []),
  ...(operation.who === 'operator' ? [operatorOnly] : []),
  head(operation),
  ...(operation.body ? [bytes] : []),
]

/** The input of a request that has passed the gate. @throws Fault malformed-request, invalid. */
export const readInput = <O extends Operation>(
  operation: O,
  req: Request,
  res: Response,
): InputOf<O> =>
  ({ ...res.locals.address, ...res.locals.head, ...readBody(operation, req.body) }) as InputOf<O>

const address =
  (operation: Operation): RequestHandler =>
  (req, res, next) => {
    const params = req.params as Record<string, string>
    const query = req.originalUrl.split('?')[1] ?? ''
    res.locals.address = readAddress(operation, { params, query })
    next()
  }

const declaredSize: RequestHandler = (req, _res, next) => {
  checkDeclaredSize(req.get('content-length'))
  next()
}

const head =
  (operation: Operation): RequestHandler =>
  (req, res, next) => {
    res.locals.head = readHead(operation, {
      type: req.get('content-type'),
      encoding: req.get('content-encoding'),
      key: req.get('idempotency-key'),
      ifMatch: req.get('if-match'),
    })
    next()
  }
