import {
  addressOf,
  checkOperator,
  checkOrigin,
  checkSameSite,
  type GivenToken,
  needToken,
  replacedToken,
  tokenOf,
} from '@gavel/contracts'
import { type Caller, isDomainError } from '@gavel/domain'
import type { Request, RequestHandler, Response } from 'express'
import { bids, house } from '../house.ts'
import { settings } from '../settings.ts'
import { headersOf } from './headers.ts'
import { lineOf } from './line.ts'

/** Lets in whoever has a session. @throws DomainError no-session, session-ended; RequestError cross-site. */
export const userOnly: RequestHandler = async (req, res, next) => {
  const token = needToken(givenToken(req))
  res.locals.caller = known(res, await house.whoAmI(token))
  const { method } = req
  checkSameSite({ method, token, headers: headersOf(req) }, settings.ALLOWED_ORIGINS)
  next()
}

/** Who calls, once `userOnly` has let them in. */
export const callerOf = (res: Response): Caller => res.locals.caller as Caller

/** Counts a call of whom `userOnly` has let in. @throws DomainError too-many-requests. */
export const metered: RequestHandler = (_req, res, next) => {
  bids.count(callerOf(res).id)
  next()
}

/** Lets in whoever holds the operator's secret. @throws DomainError no-session. */
export const operatorOnly: RequestHandler = (req, _res, next) => {
  checkOperator(givenToken(req), settings.CLOSINGS_SECRET)
  next()
}

/** Lets in whoever has a good session or none. @throws DomainError session-ended; RequestError cross-site. */
export const watcherOnly: RequestHandler = async (req, res, next) => {
  const given = givenToken(req)
  res.locals.caller = given && known(res, await house.whoWatches(given))
  checkOrigin(headersOf(req), settings.ALLOWED_ORIGINS)
  next()
}

/** Who watches, once `watcherOnly` has let them in, and from where. */
export const watcherOf = (req: Request, res: Response) => ({
  caller: res.locals.caller as Caller | null,
  token: givenToken(req)?.token ?? null,
  address: clientAddress(req),
})

/**
 * Where a request comes from.
 * TWIN(address): Express has the socket.
 */
export const clientAddress = (req: Request): string | null =>
  addressOf(headersOf(req), req.socket.remoteAddress, settings)

/** Who calls, where nobody need be signed in: a session that has ended is as none. */
export async function readerOf(req: Request, res: Response): Promise<Caller | null> {
  const token = givenToken(req)
  try {
    return token && known(res, await house.whoAmI(token))
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

/** The session that a new one takes the place of; null for none. */
export const replacedBy = (req: Request): string | null =>
  replacedToken({ token: givenToken(req), headers: headersOf(req) }, settings.ALLOWED_ORIGINS)

/** Keeps who calls, for the log. */
function known(res: Response, caller: Caller): Caller {
  lineOf(res).userId = caller.id
  return caller
}

/** The session token of a request; null without one. */
export const givenToken = (req: Request): GivenToken | null => tokenOf(headersOf(req), settings)
