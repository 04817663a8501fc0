import { Fault } from '../problems.ts'
import type { Headers } from './headers.ts'
import type { GivenToken } from './session.ts'

/**
 * A browser adds the session cookie to a request of any site; `Origin` and `Sec-Fetch-Site` say
 * whose it is. Requests that carry neither do not come from a browser's page, and pass.
 * @throws Fault cross-site.
 */
export function checkSameSite(
  request: { method: string; token: GivenToken; headers: Headers },
  allowedOrigins: readonly string[],
): void {
  if (request.token.by !== 'cookie' || ['GET', 'HEAD'].includes(request.method)) return
  const { origin, host, 'sec-fetch-site': fetchSite = 'none' } = request.headers
  const isOurs =
    origin === undefined
      ? fetchSite === 'same-origin' || fetchSite === 'none'
      : hostOf(origin) === host || allowedOrigins.includes(origin)
  if (!isOurs) throw new Fault('cross-site', {})
}

/**
 * A page of a foreign site may not listen in a browser's name, whatever it shows: WebSocket knows no
 * CORS. Clients without `Origin` are no pages, and pass.
 * @throws Fault cross-site.
 */
export function checkOrigin({ origin, host }: Headers, allowedOrigins: readonly string[]): void {
  if (origin === undefined || hostOf(origin) === host || allowedOrigins.includes(origin)) return
  throw new Fault('cross-site', {})
}

const hostOf = (origin: string): string | null =>
  URL.canParse(origin) ? new URL(origin).host : null
