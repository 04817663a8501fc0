import { RequestError } from '../problems.ts'
import type { SessionToken } from './session-token.ts'

/** The headers that say from which page a browser sent a request. */
export type PageHeaders = {
  origin?: string | null | undefined
  host?: string | null | undefined
  secFetchSite?: string | null | undefined
}

/**
 * Rejects writes that a browser sent with the session cookie from a page of a foreign site. Requests
 * with neither `Origin` nor `Sec-Fetch-Site` do not come from a page of a browser and pass.
 * @throws RequestError cross-site.
 */
export function requireSameSite(
  { method, token, page }: { method: string; token: SessionToken; page: PageHeaders },
  allowedOrigins: readonly string[],
): void {
  if (token.from !== 'cookie' || ['GET', 'HEAD'].includes(method)) return
  if (!isSameSite(page, allowedOrigins)) throw new RequestError('cross-site', {})
}

/**
 * Rejects streams opened by a page of a foreign origin: CORS does not apply to WebSocket. Clients
 * without `Origin` are no pages and pass.
 * @throws RequestError cross-site.
 */
export function requireOwnOrigin(
  { origin, host }: Pick<PageHeaders, 'origin' | 'host'>,
  allowedOrigins: readonly string[],
): void {
  if (isPresent(origin) && !isOwnOrigin(origin, host, allowedOrigins))
    throw new RequestError('cross-site', {})
}

/**
 * The session that a new sign-in replaces: that of the cookie, because a browser keeps one cookie and
 * could not end the older session. Null for none, and where the page is of a foreign site.
 */
export const replacedSession = (
  token: SessionToken | null,
  page: PageHeaders,
  allowedOrigins: readonly string[],
): string | null =>
  token?.from === 'cookie' && isSameSite(page, allowedOrigins) ? token.token : null

function isSameSite(
  { origin, host, secFetchSite }: PageHeaders,
  allowedOrigins: readonly string[],
): boolean {
  if (isPresent(origin)) return isOwnOrigin(origin, host, allowedOrigins)
  return !isPresent(secFetchSite) || ['same-origin', 'none'].includes(secFetchSite)
}

/** An empty header is present: only its absence shows that no page of a browser sent the request. */
const isPresent = (header: string | null | undefined): header is string =>
  header !== null && header !== undefined

/** Without a `Host`, only the listed origins are our own. */
const isOwnOrigin = (
  origin: string,
  host: PageHeaders['host'],
  allowedOrigins: readonly string[],
): boolean => allowedOrigins.includes(origin) || (Boolean(host) && hostOf(origin) === host)

const hostOf = (origin: string): string | null =>
  URL.canParse(origin) ? new URL(origin).host : null
