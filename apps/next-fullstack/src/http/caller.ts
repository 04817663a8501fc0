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
import { bids, house } from '../house.ts'
import { settings } from '../settings.ts'
import { headersOf } from './headers.ts'
import { lineOf } from './line.ts'

/** Who calls. @throws DomainError no-session, session-ended; RequestError cross-site. */
export async function callerOf(request: Request): Promise<Caller> {
  const token = needToken(givenToken(request))
  const caller = known(request, await house().whoAmI(token))
  const { method } = request
  checkSameSite({ method, token, headers: headersOf(request) }, settings().ALLOWED_ORIGINS)
  return caller
}

/** Counts a call of whom `callerOf` has let in. @throws DomainError too-many-requests. */
export function metered(caller: Caller): Caller {
  bids().count(caller.id)
  return caller
}

/** Lets in whoever holds the operator's secret. @throws DomainError no-session. */
export const operatorOnly = (request: Request): void =>
  checkOperator(givenToken(request), settings().CLOSINGS_SECRET)

/** Who watches, with a good session or none. @throws DomainError session-ended; RequestError cross-site. */
export async function watcherOf(request: Request) {
  const given = givenToken(request)
  const caller = given && known(request, await house().whoWatches(given))
  checkOrigin(headersOf(request), settings().ALLOWED_ORIGINS)
  return { caller, token: given?.token ?? null, address: clientAddress(request) }
}

/**
 * Where a request comes from.
 * TWIN(address): a route handler cannot see the socket, so only a proxy can tell the address.
 */
export const clientAddress = (request: Request): string | null =>
  addressOf(headersOf(request), null, settings())

/** Who calls, where nobody need be signed in: a session that has ended is as none. */
export async function readerOf(request: Request): Promise<Caller | null> {
  const token = givenToken(request)
  try {
    return token && known(request, await house().whoAmI(token))
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

/** The session that a new one takes the place of; null for none. */
export const replacedBy = (request: Request): string | null =>
  replacedToken(
    { token: givenToken(request), headers: headersOf(request) },
    settings().ALLOWED_ORIGINS,
  )

/** Keeps who calls, for the log. */
function known(request: Request, caller: Caller): Caller {
  lineOf(request).userId = caller.id
  return caller
}

/** The session token of a request; null without one. */
export const givenToken = (request: Request): GivenToken | null =>
  tokenOf(headersOf(request), settings())
