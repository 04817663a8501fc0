import {
  BODY_LIMIT,
  BODY_TIMEOUT,
  bodyTimedOut,
  malformed,
  requireJsonType,
} from '@gavel/contracts'
import express, { type RequestHandler } from 'express'

// TWIN(body): Express parses a body in middleware, so `req.body` is there when the handler runs. An
// error thrown in `verify` gets status 403 unless it has a status of its own.
const parse = express.json({
  limit: BODY_LIMIT,
  inflate: false,
  strict: false, // `null` and numbers are valid JSON; the operation's schema rejects them with 422
  verify: (_req, _res, bytes) => {
    if (bytes.length === 0) throw Object.assign(malformed('The body is empty'), { status: 400 })
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      throw Object.assign(malformed('The body is not UTF-8'), { status: 400 })
    }
  },
})

/**
 * Parses a JSON body of at most 64 KiB that arrives within 20 seconds.
 * @throws RequestError wrong-media-type, malformed-request, too-large, request-timeout.
 */
export const json: RequestHandler = (req, res, next) => {
  requireJsonType(req.get('content-type'), req.get('content-encoding'))
  let timedOut = false
  const deadline = setTimeout(() => {
    timedOut = true
    next(bodyTimedOut())
  }, BODY_TIMEOUT)
  parse(req, res, (error?: unknown) => {
    clearTimeout(deadline)
    if (!timedOut) next(error)
  })
}
