import { cookieName, cookieOptions } from '@gavel/contracts'
import type { OpenedSession } from '@gavel/domain'
import { cookies } from 'next/headers'
import { settings } from '../settings.ts'

/** Sets the session cookie of a browser; programs read the token from the body instead. */
export async function setSessionCookie({ token, expiresAt }: OpenedSession): Promise<void> {
  const options = { ...cookieOptions(settings()), expires: new Date(expiresAt) }
  const jar = await cookies()
  jar.set(cookieName(settings()), token, options)
}

/** Clears the session cookie. */
export async function clearSessionCookie(): Promise<void> {
  const jar = await cookies()
  jar.set(cookieName(settings()), '', { ...cookieOptions(settings()), expires: new Date(0) })
}
