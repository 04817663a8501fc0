import { beginLine, endLine, type Line } from '@gavel/contracts'
import type { RequestHandler, Response } from 'express'
import { log } from '../log.ts'
import { headersOf } from './headers.ts'

/**
 * Leaves one line in the log for each request of the API. `pino-http` would too, with the address and
 * the headers in it, which hold secrets.
 * TWIN(line): Express has the response from the start, so whoever comes first can wait for its end;
 * `res.locals` carries what is found out on the way.
 */
export const logged: RequestHandler = (req, res, next) => {
  const line = beginLine(req.method, headersOf(req))
  res.locals.line = line
  res.once('close', () => {
    if (res.headersSent) line.status = res.statusCode
    log.info(endLine(line), 'Request ended')
  })
  next()
}

/** The line of a request that `logged` has seen. */
export const lineOf = (res: Response): Line => res.locals.line as Line
