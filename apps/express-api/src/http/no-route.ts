import { Fault, noOperation } from '@gavel/contracts'
import type { RequestHandler } from 'express'

/**
 * What no route has answered: a method the path does not take, or a path there is not.
 * TWIN(no-route): Express falls through its routes also where only the method was wrong, and would
 * answer 404 to both; so the last route asks the contract which of the two it was.
 */
export const noRoute: RequestHandler = (req) => {
  throw noOperation(req.path)
}

/** OPTIONS of any path. It stands before the routes, for Express would answer it from them. */
export const options: RequestHandler = (req, res) => {
  const missing = noOperation(req.path)
  if (!(missing instanceof Fault)) throw missing
  res.status(204).set(missing.headers).end()
}
