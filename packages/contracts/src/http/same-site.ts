import { RequestError } from '../problems.ts'
import type { Headers } from './headers.ts'
import type { GivenToken } from './session.ts'

/**
 * A browser adds the session cookie to a request of any site; `Origin` and `Sec-Fetch-Site` say
 * whose it is. Requests that carry neither do not come from a browser's page, and pass.
 * @throws RequestError cross-site.
 */
export function checkSameSite(
  request: { method: string; token: GivenToken; headers: Headers },
  allowedOrigins: readonly string[],
): void {
  if (request.token.by !== 'cookie' || ['GET', 'HEAD'].includes(request.method)) return
  if (!isOurs(request.headers, allowedOrigins)) throw new RequestError('cross-site', {})
}

/**
 * The token of the session that a new one takes the place of: that of the cookie. A browser keeps one
 * cookie, and nobody could end the session of the one before. That of the header stays: programs may
 * have several. Null where there is none, and where the page that asks is of a foreign site.
 */
export function replacedToken(
  request: { token: GivenToken | null; headers: Headers },
  allowedOrigins: readonly string[],
): string | null {
  if (request.token?.by !== 'cookie' || !isOurs(request.headers, allowedOrigins)) return null
  return request.token.token
}

/**
 * A page of a foreign site may not listen in a browser's name, whatever it shows: WebSocket knows no
 * CORS. Clients without `Origin` are no pages, and pass.
 * @throws RequestError cross-site.
 */
export function checkOrigin({ origin, host }: Headers, allowedOrigins: readonly string[]): void {
  if (origin === undefined || hostOf(origin) === host || allowedOrigins.includes(origin)) return
  throw new RequestError('cross-site', {})
}

function isOurs(
  { origin, host, 'sec-fetch-site': fetchSite = 'none' }: Headers,
  allowedOrigins: readonly string[],
): boolean {
  return origin === undefined
    ? fetchSite === 'same-origin' || fetchSite === 'none'
    : hostOf(origin) === host || allowedOrigins.includes(origin)
}

const hostOf = (origin: string): string | null =>
  URL.canParse(origin) ? new URL(origin).host : null
