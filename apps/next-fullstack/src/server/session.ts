import {
  cookieName,
  forwardedAddress,
  type PageHeaders,
  replacedSession as replacedSessionOf,
  requireOwnOrigin,
  requireSameSite,
  requireSecret,
  requireToken,
  type SessionToken,
  sessionToken,
} from '@gavel/contracts'
import { type Caller, isDomainError } from '@gavel/domain'
import type { NextRequest } from 'next/server'
import { auctionHouse } from '../auction-house.ts'
import { settings } from '../settings.ts'
import { requestLog } from './request-log.ts'

/**
 * Requires a signed-in user, and for writes with the cookie a page of our own.
 * TWIN(guards): Next has no middleware before a route handler, except `proxy.ts` for all of them.
 * Guards are functions that the handler calls first; they return what they found.
 * @throws DomainError no-session, session-ended; RequestError cross-site.
 */
export async function requireUser(request: NextRequest): Promise<Caller> {
  const token = requireToken(currentToken(request))
  const user = logged(request, await auctionHouse().whoAmI(token))
  const { method } = request
  requireSameSite({ method, token, page: pageOf(request) }, settings().ALLOWED_ORIGINS)
  return user
}

/** Requires the operator's secret. @throws DomainError no-session. */
export const requireOperator = (request: NextRequest): void =>
  requireSecret(currentToken(request), settings().CLOSINGS_SECRET)

/**
 * Requires a valid session or none, and a page of our own or none, before a stream opens.
 * @returns who opens it.
 * @throws DomainError session-ended; RequestError cross-site.
 */
export async function requireStreamAccess(request: NextRequest) {
  const token = currentToken(request)
  const caller = token && logged(request, await auctionHouse().whoWatches(token))
  requireOwnOrigin(pageOf(request), settings().ALLOWED_ORIGINS)
  return { caller, token: token?.token ?? null, address: clientAddress(request) }
}

/** The signed-in user of a route that also answers anonymous clients; an ended session is none. */
export async function optionalUser(request: NextRequest): Promise<Caller | null> {
  const token = currentToken(request)
  try {
    return token && logged(request, await auctionHouse().whoAmI(token))
  } catch (error) {
    if (isDomainError(error) && error.code === 'session-ended') return null
    throw error
  }
}

/** The session that signing in replaces; null for none. */
export const replacedSession = (request: NextRequest): string | null =>
  replacedSessionOf(currentToken(request), pageOf(request), settings().ALLOWED_ORIGINS)

/**
 * The client's address, as the key of a rate limit; null without a trusted proxy.
 * TWIN(address): a route handler cannot see the socket, and Next passes on an `X-Forwarded-For` that
 * the client has sent. Only the entry of a trusted proxy is reliable.
 */
export const clientAddress = (request: NextRequest): string | null =>
  forwardedAddress(request.headers.get('x-forwarded-for'), settings().TRUST_PROXY)

/** The session token of a request; null without one. */
export const currentToken = (request: NextRequest): SessionToken | null =>
  sessionToken({
    authorization: request.headers.get('authorization'),
    cookie: request.cookies.get(cookieName(settings()))?.value,
  })

const pageOf = ({ headers }: NextRequest): PageHeaders => ({
  origin: headers.get('origin'),
  host: headers.get('host'),
  secFetchSite: headers.get('sec-fetch-site'),
})

/** Adds the user to the log entry of the request. */
function logged(request: NextRequest, user: Caller): Caller {
  requestLog(request).userId = user.id
  return user
}
