import { Fault } from '../problems.ts'
import type { GivenToken } from './session.ts'

/**
 * A browser adds the session cookie to a request of any site; `Origin` and `Sec-Fetch-Site` say
 * whose it is. Requests that carry neither do not come from a browser's page, and pass.
 * @throws Fault cross-site.
 */
export function checkSameSite(
  request: {
    method: string
    token: GivenToken | null
    origin: string | undefined
    fetchSite: string | undefined
    host: string | undefined
  },
  allowedOrigins: readonly string[],
): void {
  if (request.token?.by !== 'cookie' || ['GET', 'HEAD'].includes(request.method)) return
  const { origin, fetchSite } = request
  const isForeign =
    origin === undefined
      ? fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none'
      : hostOf(origin) !== request.host && !allowedOrigins.includes(origin)
  if (isForeign) throw new Fault('cross-site', {})
}

const hostOf = (origin: string): string | null =>
  URL.canParse(origin) ? new URL(origin).host : null
