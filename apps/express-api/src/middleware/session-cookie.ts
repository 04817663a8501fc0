import { cookieName, cookieOptions } from '@gavel/contracts'
import type { OpenedSession } from '@gavel/domain'
import type { Response } from 'express'
import { settings } from '../settings.ts'

/** Sets the session cookie of a browser; programs read the token from the body instead. */
export function setSessionCookie(res: Response, { token, expiresAt }: OpenedSession): void {
  const options = { ...cookieOptions(settings), expires: new Date(expiresAt) }
  res.cookie(cookieName(settings), token, options)
}

/** Clears the session cookie. */
export function clearSessionCookie(res: Response): void {
  res.clearCookie(cookieName(settings), cookieOptions(settings))
}
