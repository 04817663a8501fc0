import { isForPeople, isWellEncoded } from '@gavel/contracts'
import type { NextRequest } from 'next/server'
import { OPTIONS, refused } from './http/no-route.ts'
import { withPolicy } from './http/policy.ts'

/** What comes here: pages, and paths of the API with `%` or `[`, which none of the house has. */
export const config = { matcher: ['/((?!api/|api$|_next/static/).*)', '/api/:path(.*[%\\[].*)'] }

/**
 * Answers what is not well encoded, what Next would take for another path, and what asks of a page
 * something else than to be read; a page is let pass with its policy.
 * TWIN(encoding): Next decodes a path while it looks for its file, answers 500 as plain text where it
 * cannot, and takes the id of `/api/lots/[lotId]` from the query. A proxy is asked before that.
 */
export function proxy(request: NextRequest): Response | Promise<Response> {
  const { pathname } = request.nextUrl
  if (!isWellEncoded(pathname)) return refused(request)
  if (request.method === 'OPTIONS') return OPTIONS(request)
  // Next would render a page for any method, and the page that is not found for `/API`.
  return isForPeople(request.method, pathname) ? withPolicy(request) : refused(request)
}
