import { beginLine, endLine, isFile, type Line, pageAsked } from '@gavel/contracts'
import type { RequestHandler, Response } from 'express'
import { log } from '../log.ts'
import { headersOf } from './headers.ts'

/**
 * Leaves one line in the log for each request but those for files. `pino-http` would too, with the
 * address and the headers in it, which hold secrets.
 * TWIN(line): Express has the response from the start, so whoever comes first can wait for its end;
 * `res.locals` carries what is found out on the way.
 */
export const logged: RequestHandler = (req, res, next) => {
  const { method, path } = req
  const line = beginLine(method, headersOf(req))
  line.operation = pageAsked(method, path)
  res.locals.line = line
  res.once('close', () => {
    if (res.headersSent) line.status = res.statusCode
    if (!isFile(path)) log.info(endLine(line), 'Request ended')
  })
  next()
}

/** The line of a request that `logged` has seen. */
export const lineOf = (res: Response): Line => res.locals.line as Line
