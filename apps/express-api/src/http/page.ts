import { pageHeaders } from '@gavel/contracts'
import { noticeOf } from '@gavel/ui/notices'
import type { Response } from 'express'

/** Sends a page: a template, and what it tells. */
export const sendPage = (res: Response, view: string, told: object): void =>
  res.set(pageHeaders()).render(view, told)

/**
 * Sends the page that says why there is no other, where there is one for the status; answers whether.
 * TWIN(failed-page): Express tells by the error middleware what failed, whatever the page was, and has
 * the response: so the notice is a template like any other, with the status of the problem.
 */
export function sendNotice(
  res: Response,
  { status, headers }: { status: number; headers: Record<string, string> },
): boolean {
  const notice = noticeOf(status)
  if (!notice) return false
  const { 'Retry-After': later } = headers
  if (later) res.set('Retry-After', later)
  sendPage(res, 'notice', notice)
  return true
}
