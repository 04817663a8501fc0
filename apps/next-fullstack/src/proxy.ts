import { badPath, isWellEncoded } from '@gavel/contracts'
import { type NextRequest, NextResponse } from 'next/server'
import { answered } from './http/route.ts'

/** What comes here: paths of the API with a percent sign, which no path of the house needs. */
export const config = { matcher: '/api/:path(.*%.*)' }

/**
 * Answers a path that is not well encoded.
 * TWIN(encoding): Next decodes a path while it looks for its file, and where it cannot, it answers
 * 500 as plain text before any handler. A proxy is asked before that.
 */
export const proxy = (request: NextRequest): Promise<Response> | Response =>
  isWellEncoded(request.nextUrl.pathname)
    ? NextResponse.next()
    : answered(request, () => Promise.reject(badPath()))
