import { noOperation, optionsHeaders } from '@gavel/contracts'
import type { NextRequest } from 'next/server'
import { settings } from '../settings.ts'
import { headersOf } from './headers.ts'
import { answered } from './route.ts'

// TWIN(no-route): Next finds the file by the path and the export by the method. It would answer a
// missing export 405 with neither `Allow` nor a body, so each file takes from here the methods that
// its path does not take.

/** Refuses what nothing answers: 405, 404 or, where its path cannot be read, 400. */
export const refused = (request: NextRequest): Promise<Response> =>
  answered(request, () => Promise.reject(noOperation(request.nextUrl.pathname)))

export { refused as DELETE, refused as GET, refused as PATCH, refused as POST, refused as PUT }

/**
 * OPTIONS, a browser's preflight too. Next would answer it from the exports, those that refuse
 * included.
 */
export const OPTIONS = (request: NextRequest): Promise<Response> =>
  answered(request, async () => {
    const { pathname } = request.nextUrl
    const headers = optionsHeaders(pathname, headersOf(request), settings().ALLOWED_ORIGINS)
    return new Response(null, { status: 204, headers })
  })
