import { Fault, noOperation, problemOf, tooLarge } from '@gavel/contracts'
import { isUnavailable } from '@gavel/db'
import type { ErrorRequestHandler, Request, RequestHandler } from 'express'
import { log } from '../log.ts'
import { settings } from '../settings.ts'

/**
 * What no route has answered: a method the path does not take, or a path there is not.
 * TWIN(no-route): Express falls through its routes also where only the method was wrong, and would
 * answer 404 to both; so the last route asks the contract which of the two it was.
 */
export const unanswered: RequestHandler = (req) => {
  throw noOperation(req.path)
}

/** OPTIONS of any path. It stands before the routes, for Express would answer it from them. */
export const options: RequestHandler = (req, res) => {
  const missing = noOperation(req.path)
  if (!(missing instanceof Fault)) throw missing
  res.status(204).set(missing.headers).end()
}

/**
 * The one door for whatever was thrown.
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
  if (type === 'encoding.unsupported' || status !== 400) return error
  return new Fault('malformed-request', { detail: 'The request cannot be read' })
}

/** At most this much is read of a body that is not wanted, and for this long. */
const DRAINED = { bytes: 1024 * 1024, milliseconds: 1_000 }

/**
 * Reads away a little of a body that is too large. An answer while the client still sends would be
 * followed by a reset, and the client would see only that.
 */
async function drain(req: Request): Promise<void> {
  if (req.complete) return
  let left = DRAINED.bytes
  await new Promise<void>((done) => {
    const timer = setTimeout(done, DRAINED.milliseconds)
    req.on('data', (chunk: Buffer) => {
      left -= chunk.length
      if (left < 0) done()
    })
    req.on('close', done).on('end', done).resume()
    req.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer))
  })
}
