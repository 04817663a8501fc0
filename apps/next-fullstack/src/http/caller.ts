import { checkSameSite, type GivenToken, tokenOf } from '@gavel/contracts'
import { type Caller, isRefusal, isSameSecret, refuse } from '@gavel/domain'
import { house } from '../house.ts'
import { settings } from '../settings.ts'
import { header } from './input.ts'

/** Who calls. @throws Refusal no-session, session-ended; Fault cross-site. */
export async function callerOf(request: Request): Promise<Caller> {
  const token = givenToken(request)
  if (!token) throw refuse('no-session')
  const caller = await house().whoAmI(token)
  checkSameSite({ method: request.method, token, ...siteOf(request) }, settings().ALLOWED_ORIGINS)
  return caller
}

/** Who calls, where nobody need be signed in: a session that has ended is as none. */
export async function readerOf(request: Request): Promise<Caller | null> {
  const token = givenToken(request)
  try {
    return token && (await house().whoAmI(token))
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

/** Lets in whoever holds the secret of the house; without one set, nobody. @throws Refusal no-session. */
export function operatorOnly(request: Request): void {
  const expected = settings().CLOSINGS_SECRET
  const given = givenToken(request)
  if (!expected || given?.by !== 'header' || !isSameSecret(expected, given.token))
    throw refuse('no-session')
}

/** The token that the caller showed. @throws Refusal no-session. */
export function tokenOfCaller(request: Request): string {
  const given = givenToken(request)
  if (!given) throw refuse('no-session')
  return given.token
}

const givenToken = (request: Request): GivenToken | null =>
  tokenOf(
    { authorization: header(request, 'authorization'), cookie: header(request, 'cookie') },
    settings(),
  )

const siteOf = (request: Request) => ({
  origin: header(request, 'origin'),
  fetchSite: header(request, 'sec-fetch-site'),
  host: header(request, 'host'),
})
