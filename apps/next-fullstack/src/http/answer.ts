import { cachingOf, etagOf, isUnchanged, sessionCookie } from '@gavel/contracts'
import type { LotView, OpenedSession } from '@gavel/domain'
import { settings } from '../settings.ts'

// TWIN(json): `Response.json` writes the media type alone, and Next sends the body in chunks.

/**
 * A lot, or 304 to whoever has it already.
 * TWIN(etag): Next gives a route handler no ETag. The contract's tag is the lot's version.
 */
export function lotResponse(request: Request, lot: LotView): Response {
  const etag = etagOf(lot)
  const headers = { ETag: etag, 'Cache-Control': cachingOf(lot) }
  if (isUnchanged(request.headers.get('if-none-match') ?? undefined, etag))
    return new Response(null, { status: 304, headers })
  return Response.json(lot, { headers })
}

/** A new session, for browsers as a cookie and for all others in the body. */
export const sessionResponse = (session: OpenedSession, status = 201): Response =>
  Response.json(session, {
    status,
    headers: { 'Set-Cookie': sessionCookie(session, settings()) },
  })
