import { badPath, isWellEncoded, noOperation } from '@gavel/contracts'
import type { NextRequest } from 'next/server'
import { withPolicy } from './http/page.ts'
import { answered } from './http/route.ts'

/** What comes here: pages, and paths of the API with `%` or `[`, which none of the house has. */
export const config = { matcher: ['/((?!api/|api$|_next/).*)', '/api/:path(.*[%\\[].*)'] }

/**
 * Answers what is not well encoded, and what Next would take for another path.
 * TWIN(encoding): Next decodes a path while it looks for its file, answers 500 as plain text where it
 * cannot, and takes the id of `/api/lots/[lotId]` from the query. A proxy is asked before that.
 */
export function proxy(request: NextRequest): Response | Promise<Response> {
  const { pathname } = request.nextUrl
  if (!isWellEncoded(pathname)) return answered(request, () => Promise.reject(badPath()))
  // Neither is a path of the house, nor has one a page that is of the API but for its capitals.
  if (/^\/api(\/|$)/i.test(pathname))
    return answered(request, () => Promise.reject(noOperation(pathname)))
  return withPolicy(request)
}
