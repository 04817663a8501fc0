import { checkSameSite, type Operation, tokenOf } from '@gavel/contracts'
import { type Caller, isRefusal, isSameSecret, refuse } from '@gavel/domain'
import type { Request, RequestHandler, Response } from 'express'
import { house } from '../house.ts'
import { settings } from '../settings.ts'

/**
 * Finds out who calls, for the handlers that follow. Where everybody may call, a session that has
 * ended is as none.
 */
export const identify =
  (operation: Operation): RequestHandler =>
  async (req, res, next) => {
    const given = givenToken(req)
    try {
      if (given) res.locals.caller = await house.whoAmI(given)
    } catch (error) {
      if (operation.who === 'user' || !isRefusal(error)) throw error
    }
    if (operation.who === 'user') {
      callerOf(res)
      checkSameSite(siteOf(req), settings.ALLOWED_ORIGINS)
    }
    next()
  }

/** Lets in whoever holds the secret of the house; without one set, nobody. */
export const keeperOnly: RequestHandler = (req, _res, next) => {
  const expected = settings.CLOSINGS_SECRET
  const given = givenToken(req)
  if (!expected || given?.by !== 'header' || !isSameSecret(expected, given.token))
    throw refuse('no-session')
  next()
}

/** Who calls. @throws Refusal no-session. */
export function callerOf(res: Response): Caller {
  const reader = readerOf(res)
  if (!reader) throw refuse('no-session')
  return reader
}

/** Who calls, where nobody need be signed in. */
export const readerOf = (res: Response): Caller | null =>
  (res.locals.caller as Caller | undefined) ?? null

/** The token that the caller showed. @throws Refusal no-session. */
export function tokenOfCaller(req: Request): string {
  const given = givenToken(req)
  if (!given) throw refuse('no-session')
  return given.token
}

const givenToken = (req: Request) =>
  tokenOf({ authorization: req.get('authorization'), cookie: req.get('cookie') }, settings)

const siteOf = (req: Request) => ({
  method: req.method,
  token: givenToken(req),
  origin: req.get('origin'),
  fetchSite: req.get('sec-fetch-site'),
  host: req.get('host'),
})
