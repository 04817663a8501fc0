import { noOperation, optionsHeaders } from '@gavel/contracts'
import type { RequestHandler } from 'express'
import { settings } from '../settings.ts'
import { headersOf } from './headers.ts'

/**
 * What no route has answered: a method the path does not take, or a path there is not.
 * TWIN(no-route): Express falls through its routes also where only the method was wrong, and would
 * answer 404 to both; so the last route asks the contract which of the two it was.
 */
export const noRoute: RequestHandler = (req) => {
  throw noOperation(req.path)
}

/**
 * OPTIONS of any path, a browser's preflight too. It stands before the routes, for Express would
 * answer it from them.
 */
export const options: RequestHandler = (req, res) => {
  const headers = optionsHeaders(req.path, headersOf(req), settings.ALLOWED_ORIGINS)
  res.status(204).set(headers).end()
}
