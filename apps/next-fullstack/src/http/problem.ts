import { Fault, problemOf } from '@gavel/contracts'
import { isUnavailable } from '@gavel/db'
import { log } from '../log.ts'
import { settings } from '../settings.ts'
import { drain } from './body.ts'
import { givenToken } from './caller.ts'

/** Turns whatever a handler threw into its answer. */
export async function problem(
  error: unknown,
  request: Request,
  requestId: string,
): Promise<Response> {
  const { status, headers, body } = problemOf(translate(error), {
    token: givenToken(request),
    settings: settings(),
  })
  if (status >= 500) log().error({ err: error, requestId }, body.title)
  if (status === 413) await drain(request)
  return Response.json(body, { status, headers })
}

/** Says in the contract's words what the data layer said in its own. */
const translate = (error: unknown): unknown =>
  isUnavailable(error) ? new Fault('unavailable', { retryAfterSeconds: 1 }) : error
