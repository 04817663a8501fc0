import { checkSameSite, type GivenToken, tokenOf } from '@gavel/contracts'
import { type Caller, isRefusal, isSameSecret, refuse } from '@gavel/domain'
import type { Request, RequestHandler, Response } from 'express'
import { house } from '../house.ts'
import { settings } from '../settings.ts'

/** Lets in whoever has a session. @throws Refusal no-session, session-ended; Fault cross-site. */
export const userOnly: RequestHandler = async (req, res, next) => {
  const token = givenToken(req)
  if (!token) throw refuse('no-session')
  res.locals.caller = await house.whoAmI(token)
  checkSameSite({ method: req.method, token, ...siteOf(req) }, settings.ALLOWED_ORIGINS)
  next()
}

/** Lets in whoever holds the secret of the house; without one set, nobody. @throws Refusal no-session. */
export const operatorOnly: RequestHandler = (req, _res, next) => {
  const expected = settings.CLOSINGS_SECRET
  const given = givenToken(req)
  if (!expected || given?.by !== 'header' || !isSameSecret(expected, given.token))
    throw refuse('no-session')
  next()
}

/** Who calls, once `userOnly` has let them in. */
export const callerOf = (res: Response): Caller => res.locals.caller as Caller

/** Who calls, where nobody need be signed in: a session that has ended is as none. */
export async function readerOf(req: Request): Promise<Caller | null> {
  const token = givenToken(req)
  try {
    return token && (await house.whoAmI(token))
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

/** The token that the caller showed. @throws Refusal no-session. */
export function tokenOfCaller(req: Request): string {
  const given = givenToken(req)
  if (!given) throw refuse('no-session')
  return given.token
}

const givenToken = (req: Request): GivenToken | null =>
  tokenOf({ authorization: req.get('authorization'), cookie: req.get('cookie') }, settings)

const siteOf = (req: Request) => ({
  origin: req.get('origin'),
  fetchSite: req.get('sec-fetch-site'),
  host: req.get('host'),
})
