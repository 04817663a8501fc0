import {
  checkDeclaredSize,
  type Operation,
  paramsAt,
  readHeaders,
  readTarget,
} from '@gavel/contracts'
import type { RequestHandler } from 'express'
import { bytes } from './body.ts'
import { metered, operatorOnly, userOnly, watcherOnly } from './caller.ts'
import { headersOf } from './headers.ts'
import { lineOf } from './line.ts'

/**
 * Everything that comes before the handler of an operation.
 * TWIN(order-of-checks): a chain of middleware; each passes on or throws, and their order in this
 * list is the contract's order of checks.
 */
export const gate = (operation: Operation): RequestHandler[] => [
  target(operation),
  declaredSize,
  ...(operation.who === 'user' ? [userOnly] : []),
  ...(operation.metered ? [metered] : []),
  ...(operation.who === 'operator' ? [operatorOnly] : []),
  ...(operation.stream ? [watcherOnly] : []),
  headers(operation),
  ...(operation.body ? [bytes] : []),
]

const target =
  (operation: Operation): RequestHandler =>
  (req, res, next) => {
    // TWIN(paths): Express would decode an id, so that a lot had many addresses.
    const params = paramsAt(operation, req.path)
    if (params) lineOf(res).operation = operation.name
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
