import {
  RequestError,
  type Problem,
  problemOf,
  type RequestHeaders,
  tokenOf,
} from '@gavel/contracts'
import { isUnavailable } from '@gavel/db'
import { log } from '../log.ts'
import { settings } from '../settings.ts'
import { drain } from './body.ts'
import { headersOf } from './headers.ts'

/** Turns whatever a handler threw into its answer. */
export async function problem(
  error: unknown,
  request: Request,
  requestId: string,
): Promise<Response> {
  const { status, headers, body } = told(error, headersOf(request), requestId)
  if (status === 413) await drain(request)
  return Response.json(body, { status, headers })
}

/** What is told of an error, and what is logged of it. */
export function told(error: unknown, headers: RequestHeaders, requestId?: string): Problem {
  const asked = { token: tokenOf(headers, settings()), settings: settings() }
  const problem = problemOf(translate(error), asked)
  if (problem.status >= 500) log().error({ err: error, requestId }, problem.body.title)
  return problem
}

/** Says in the contract's words what the data layer said in its own. */
const translate = (error: unknown): unknown =>
  isUnavailable(error) ? new RequestError('unavailable', { retryAfterSeconds: 1 }) : error
