import {
  BODY_LIMIT,
  checkDeclaredSize,
  type InputOf,
  type Operation,
  readBody,
  readHead,
  readParams,
} from '@gavel/contracts'
import express, { type Request, type RequestHandler, type Response } from 'express'
import { identify, keeperOnly } from './caller.ts'

/**
 * Everything that comes before the handler of an operation.
 * TWIN(order-of-checks): a chain of middleware; each passes on or throws, and their order in this
 * list is the contract's order of checks.
 */
export const gate = (operation: Operation): RequestHandler[] => [
  knownPath(operation),
  declaredSize,
  operation.who === 'keeper' ? keeperOnly : identify(operation),
  head(operation),
  ...(operation.body ? [bytes] : []),
]

/** Path, query, key and body of a request that has passed the gate. @throws Fault invalid, malformed-request. */
export const readInput = <O extends Operation>(
  operation: O,
  req: Request,
  res: Response,
): InputOf<O> => ({ ...res.locals.head, ...readBody(operation, req.body) }) as InputOf<O>

const knownPath =
  (operation: Operation): RequestHandler =>
  (req, _res, next) => {
    readParams(operation, paramsOf(req))
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
      params: paramsOf(req),
      query: req.originalUrl.split('?')[1] ?? '',
      type: req.get('content-type'),
      encoding: req.get('content-encoding'),
      key: req.get('idempotency-key'),
    })
    next()
  }

// TWIN(body): a parser of Express reads the body before the handler runs. `express.json()` would
// forgive what the contract does not, an empty body or broken UTF-8, so the bytes are taken raw.
const bytes = express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false })

/** Express lets a wildcard be an array; no path of ours has one. */
const paramsOf = (req: Request) => req.params as Record<string, string>
