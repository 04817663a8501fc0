import {
  badPath,
  RequestError,
  isForPeople,
  type Problem,
  problemOf,
  type RequestHeaders,
  tokenOf,
} from '@gavel/contracts'
import { isUnavailable } from '@gavel/db'
import type { ErrorRequestHandler } from 'express'
import { log } from '../log.ts'
import { settings } from '../settings.ts'
import { drain } from './body.ts'
import { headersOf } from './headers.ts'
import { sendNotice } from './page.ts'

/**
 * Turns whatever was thrown into its answer: the one door.
 * TWIN(errors): Express sends every throw and rejection to the error middleware, which is the last
 * of the chain and is known by its four parameters.
 */
export const problem: ErrorRequestHandler = async (error: unknown, req, res, next) => {
  if (res.headersSent) return next(error)
  const { status, headers, body } = told(error, headersOf(req), res.get('x-request-id'))
  if (status === 413) await drain(req)
  res.status(status)
  if (isForPeople(req.method, req.path) && sendNotice(res, { status, headers })) return
  res.set(headers).json(body)
}

/** What is told of an error, and what is logged of it. */
export function told(error: unknown, headers: RequestHeaders, requestId?: string): Problem {
  const asked = { token: tokenOf(headers, settings), settings }
  const problem = problemOf(translate(error), asked)
  if (problem.status >= 500) log.error({ err: error, requestId }, problem.body.title)
  return problem
}

/**
 * Says in the contract's words what the data layer or Express's router said in their own.
 * TWIN(encoding): Express decodes a path while it looks for its route, and throws where it cannot.
 */
function translate(error: unknown): unknown {
  if (isUnavailable(error)) return new RequestError('unavailable', { retryAfterSeconds: 1 })
  return error instanceof URIError ? badPath() : error
}
