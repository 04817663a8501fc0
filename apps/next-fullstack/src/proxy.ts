import { badPath, isWellEncoded, noOperation } from '@gavel/contracts'
import { type NextRequest, NextResponse } from 'next/server'
import { withPolicy } from './http/page.ts'
import { answered } from './http/route.ts'

/** What comes here: pages, and paths of the API with a percent sign, which none of the house needs. */
export const config = { matcher: ['/((?!api/|api$|_next/).*)', '/api/:path(.*%.*)'] }

/**
 * Answers a path that is not well encoded.
 * TWIN(encoding): Next decodes a path while it looks for its file, and where it cannot, it answers
 * 500 as plain text before any handler. A proxy is asked before that.
 */
export function proxy(request: NextRequest): Promise<Response> | Response {
  const { pathname } = request.nextUrl
  if (!isWellEncoded(pathname)) return answered(request, () => Promise.reject(badPath()))
  if (pathname.startsWith('/api/')) return NextResponse.next()
  // A path that would be one of the API, were it not for its capitals, has no page.
  if (/^\/api(\/|$)/i.test(pathname))
    return answered(request, () => Promise.reject(noOperation(pathname)))
  return withPolicy(request)
}
