import { corsHeaders } from './cors.ts'
import type { Headers } from './headers.ts'
import { isOfApi } from './pages.ts'
import { apiSecurity } from './security.ts'
import type { PublicAddress } from './session.ts'

/** What must be known of a request. */
type Asked = { requestId: string; pathname: string; headers: Headers }
type Settings = PublicAddress & { ALLOWED_ORIGINS: readonly string[] }

/** What an answer says of itself where nothing else is said: its request, and that nobody keeps it. */
export const answerHeaders = (
  { requestId, pathname, headers }: Asked,
  { ALLOWED_ORIGINS }: Settings,
): Record<string, string> => ({
  'X-Request-Id': requestId,
  'Cache-Control': 'no-store',
  ...(isOfApi(pathname) && corsHeaders(headers, ALLOWED_ORIGINS)),
})

/** That, and what an answer that is no page has for the safety of those who get it. */
export const standingHeaders = (asked: Asked, settings: Settings): Record<string, string> => ({
  ...answerHeaders(asked, settings),
  ...apiSecurity(settings),
})
