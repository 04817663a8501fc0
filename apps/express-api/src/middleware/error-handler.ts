import { malformed, RequestError, tooLarge, toProblem } from '@gavel/contracts'
import { domainError } from '@gavel/domain'
import { noticeOf } from '@gavel/ui/notices'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { settings } from '../settings.ts'
import { currentToken } from './session.ts'

/** Answers paths that no route has matched. */
export const notFound: RequestHandler = () => {
  throw domainError('not-found')
}

/**
 * Answers errors of the API with a problem document.
 * TWIN(errors): Express passes everything that a route throws or rejects with to the next middleware
 * with four parameters. Set `res.err`, and pino-http logs the error with the request.
 */
export const apiErrors: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error)
  const problem = toProblem(fromExpress(error), { token: currentToken(req), settings })
  if (problem.status >= 500) res.err = error
  res.status(problem.status).set(problem.headers).json(problem.body)
}

/**
 * Answers errors of pages with a page that says what happened.
 * TWIN(failed-page): error middleware has the response, so an error page is a template with any status.
 */
export const pageErrors: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error)
  const problem = toProblem(fromExpress(error), { token: currentToken(req), settings })
  if (problem.status >= 500) res.err = error
  const { 'Content-Type': _, ...headers } = problem.headers
  const { title } = problem.body
  const notice = noticeOf(problem.status) ?? { title, words: '' }
  res.status(problem.status).set(headers).render('notice', notice)
}

/** The router and body-parser throw errors with an HTTP status (http-errors). */
function fromExpress(error: unknown): unknown {
  if (!(error instanceof Error) || !('status' in error)) return error
  if (error instanceof URIError) return malformed('The path is not well encoded')
  if (error.status === 400) return malformed('The body is not JSON')
  if (error.status === 413) return tooLarge()
  if (error.status === 415) return new RequestError('wrong-media-type', { detail: 'Send UTF-8' })
  return error
}
