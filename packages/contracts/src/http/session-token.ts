import { domainError, isSameSecret } from '@gavel/domain'

/** A session token, and where the client sent it: the cookie is added by browsers themselves. */
export type SessionToken = { token: string; from: 'header' | 'cookie' }

/** The public address of the house, where it is known. */
export type PublicAddress = { PUBLIC_URL?: string | undefined }

/**
 * The session token of a request. Where `Authorization` is present the cookie is ignored; a value
 * that is no bearer token gives the empty token, which no session has. Null without credentials.
 */
export function sessionToken({
  authorization,
  cookie,
}: {
  authorization: string | null | undefined
  /** The value of the session cookie. */
  cookie: string | undefined
}): SessionToken | null {
  if (authorization !== undefined && authorization !== null) {
    const [, token = ''] = /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(authorization) ?? []
    return { token, from: 'header' }
  }
  return cookie === undefined ? null : { token: cookie, from: 'cookie' }
}

/** Returns the token of a request that must have one. @throws DomainError no-session. */
export function requireToken(token: SessionToken | null): SessionToken {
  if (!token) throw domainError('no-session')
  return token
}

/** Requires the operator's secret as the bearer token. @throws DomainError no-session. */
export function requireSecret(token: SessionToken | null, secret: string | undefined): void {
  if (!secret || token?.from !== 'header' || !isSameSecret(secret, token.token))
    throw domainError('no-session')
}

/** Whether clients reach the house by https. */
export const isSecure = ({ PUBLIC_URL }: PublicAddress): boolean =>
  /^https:/i.test(PUBLIC_URL ?? '')

/** With https the `__Host-` prefix binds the cookie to this host (RFC 6265bis, 4.1.3). */
export const cookieName = (settings: PublicAddress): string =>
  isSecure(settings) ? '__Host-gavel_session' : 'gavel_session'

/** The attributes of the session cookie, as `res.cookie` and `cookies().set` take them. */
export const cookieOptions = (settings: PublicAddress) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(settings) }) as const

/** The `Set-Cookie` value that removes the session cookie, for problem documents. */
export const clearedCookie = (settings: PublicAddress): string =>
  `${cookieName(settings)}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${isSecure(settings) ? '; Secure' : ''}`
