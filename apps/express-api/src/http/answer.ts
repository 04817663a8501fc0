import { cachingOf, etagOf, isUnchanged, sessionCookie } from '@gavel/contracts'
import type { LotView, OpenedSession } from '@gavel/domain'
import type { Request, Response } from 'express'
import { settings } from '../settings.ts'

// TWIN(json): Express writes `; charset=utf-8` behind the media type, and a Content-Length.

/**
 * A lot, or 304 to whoever has it already.
 * TWIN(etag): Express would hash the body for a weak ETag, and forget it where the client also sends
 * `Cache-Control: no-cache`, as `fetch` does. The contract's tag is the lot's version.
 */
export function sendLot(req: Request, res: Response, lot: LotView): void {
  const etag = etagOf(lot)
  res.set({ ETag: etag, 'Cache-Control': cachingOf(lot) })
  if (isUnchanged(req.get('if-none-match'), etag)) res.status(304).end()
  else res.json(lot)
}

/** A new session, for browsers as a cookie and for all others in the body. */
export function sendSession(res: Response, session: OpenedSession, status = 201): void {
  res.status(status).set('Set-Cookie', sessionCookie(session, settings)).json(session)
}
