import { Fault, problemOf, tooLarge } from '@gavel/contracts'
import { isUnavailable } from '@gavel/db'
import type { ErrorRequestHandler } from 'express'
import { log } from '../log.ts'
import { settings } from '../settings.ts'
import { drain } from './body.ts'

/**
 * Turns whatever was thrown into its answer: the one door.
 * TWIN(errors): Express sends every throw and rejection to the error middleware, which is the last
 * of the chain and is known by its four parameters.
 */
export const problem: ErrorRequestHandler = async (error: unknown, req, res, next) => {
  if (res.headersSent) return next(error)
  const { status, headers, body } = problemOf(translate(error), settings)
  if (status >= 500) log.error({ err: error, requestId: res.get('x-request-id') }, body.title)
  if (status === 413) await drain(req)
  res.status(status).set(headers).json(body)
}

/** Says in the contract's words what Express, its parser or the data layer said in their own. */
function translate(error: unknown): unknown {
  if (isUnavailable(error)) return new Fault('unavailable', { retryAfterSeconds: 1 })
  const { type, status } = error as { type?: string; status?: number }
  if (type === 'entity.too.large') return tooLarge()
  if (status !== 400) return error
  return new Fault('malformed-request', { detail: 'The request cannot be read' })
}
