import {
  cookieName,
  normalizeAddress,
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
import type { Request, RequestHandler, Response } from 'express'
import { auctionHouse } from '../auction-house.ts'
import { settings } from '../settings.ts'

/**
 * Requires a signed-in user, and for writes with the cookie a page of our own.
 * TWIN(guards): Express guards are middleware, listed at the route; they leave what they found in
 * `res.locals`. Errors, also of async middleware, go to the error handler (since Express 5).
 * @throws DomainError no-session, session-ended; RequestError cross-site.
 */
export const requireUser: RequestHandler = async (req, res, next) => {
  const token = requireToken(currentToken(req))
  res.locals.user = await auctionHouse.whoAmI(token)
  requireSameSite({ method: req.method, token, page: pageOf(req) }, settings.ALLOWED_ORIGINS)
  next()
}

/** The user that `requireUser` has found. */
export const currentUser = (res: Response): Caller => res.locals.user as Caller

/** Requires the operator's secret. @throws DomainError no-session. */
export const requireOperator: RequestHandler = (req, _res, next) => {
  requireSecret(currentToken(req), settings.CLOSINGS_SECRET)
  next()
}

/**
 * Requires a valid session or none, and a page of our own or none, before a stream opens.
 * @throws DomainError session-ended; RequestError cross-site.
 */
export const requireStreamAccess: RequestHandler = async (req, res, next) => {
  const token = currentToken(req)
  res.locals.user = token && (await auctionHouse.whoWatches(token))
  requireOwnOrigin(pageOf(req), settings.ALLOWED_ORIGINS)
  next()
}

/** Who opens a stream, after `requireStreamAccess`. */
export const currentViewer = (req: Request, res: Response) => ({
  caller: res.locals.user ?? null,
  token: currentToken(req)?.token ?? null,
  address: clientAddress(req),
})

/** The signed-in user of a route that also answers anonymous clients; an ended session is none. */
export async function optionalUser(req: Request, res: Response): Promise<Caller | null> {
  const token = currentToken(req)
  try {
    res.locals.user = token && (await auctionHouse.whoAmI(token))
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'session-ended') throw error
  }
  return res.locals.user ?? null
}

/** The session that signing in replaces; null for none. */
export const replacedSession = (req: Request): string | null =>
  replacedSessionOf(currentToken(req), pageOf(req), settings.ALLOWED_ORIGINS)

/**
 * The client's address, as the key of a rate limit.
 * TWIN(address): Express knows the socket; with `trust proxy`, `req.ip` is the entry of
 * `X-Forwarded-For` that the outermost trusted proxy wrote.
 */
export const clientAddress = (req: Request): string | null => normalizeAddress(req.ip)

/** The session token of a request; null without one. */
export const currentToken = (req: Request): SessionToken | null =>
  sessionToken({
    authorization: req.get('authorization'),
    cookie: (req.cookies as Record<string, string | undefined>)[cookieName(settings)],
  })

const pageOf = (req: Request): PageHeaders => ({
  origin: req.get('origin'),
  host: req.get('host'),
  secFetchSite: req.get('sec-fetch-site'),
})
