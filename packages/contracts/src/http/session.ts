import { isSameSecret, domainError } from '@gavel/domain'
import type { Headers } from './headers.ts'

/** Where a session token came from: the header is explicit, the cookie is sent by the browser. */
export type GivenToken = { token: string; by: 'header' | 'cookie' }

/** The address that people use, where it is told: it decides what a browser is asked to keep. */
export type PublicAddress = { PUBLIC_URL?: string | undefined }

/**
 * The session token of a request. Where `Authorization` is present the cookie is ignored; one that
 * is no bearer token gives the empty token, which no session has. Null where none is given.
 */
export function tokenOf(headers: Headers, settings: PublicAddress): GivenToken | null {
  if (headers.authorization !== undefined) {
    const [, token = ''] = /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(headers.authorization) ?? []
    return { token, by: 'header' }
  }
  const token = readCookie(headers.cookie ?? '', cookieName(settings))
  return token === undefined ? null : { token, by: 'cookie' }
}

/** The token, where there must be one. @throws DomainError no-session. */
export function needToken(given: GivenToken | null): GivenToken {
  if (!given) throw domainError('no-session')
  return given
}

/** Lets in whoever shows the operator's secret; without one set, nobody. @throws DomainError no-session. */
export function checkOperator(given: GivenToken | null, secret: string | undefined): void {
  if (!secret || given?.by !== 'header' || !isSameSecret(secret, given.token))
    throw domainError('no-session')
}

/** The `Set-Cookie` that hands a session to a browser (RFC 6265). */
export function sessionCookie(
  session: { token: string; expiresAt: string },
  settings: PublicAddress,
): string {
  const expires = new Date(session.expiresAt).toUTCString()
  return `${cookieName(settings)}=${session.token}; Expires=${expires}; ${attributes(settings)}`
}

/** The `Set-Cookie` that takes it back. */
export const clearedCookie = (settings: PublicAddress): string =>
  `${cookieName(settings)}=; Max-Age=0; ${attributes(settings)}`

/** Whether people reach the house by https. */
export const isSecure = ({ PUBLIC_URL }: PublicAddress): boolean =>
  /^https:/i.test(PUBLIC_URL ?? '')

const cookieName = (settings: PublicAddress): string =>
  isSecure(settings) ? '__Host-gavel_session' : 'gavel_session'

const attributes = (settings: PublicAddress): string =>
  `Path=/; HttpOnly; SameSite=Lax${isSecure(settings) ? '; Secure' : ''}`

function readCookie(header: string, name: string): string | undefined {
  const pair = header.split(';').find((part) => part.trim().startsWith(`${name}=`))
  return pair?.trim().slice(name.length + 1)
}
