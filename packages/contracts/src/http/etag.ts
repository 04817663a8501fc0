import type { Revision } from '@gavel/domain'
import { LotStatus } from '../lots.ts'
import { RequestError } from '../problems.ts'

/** The strong validator of a lot: a lot that turns live by the clock alone gets another one. */
export const etagOf = (lot: { version: number; status: string }): string =>
  `"${lot.version}-${lot.status}"`

/**
 * The Cache-Control of a lot: it is asked for again each time. One that was never scheduled is its
 * seller's alone, and kept nowhere.
 */
export const cachingOf = ({ opensAt }: { opensAt: string | null }): string =>
  opensAt === null ? 'no-store' : 'no-cache'

/**
 * The states of a lot that `If-Match` names. Its comparison is the strong one (RFC 9110, 13.1.1), so
 * a weak tag matches nothing; nor does one that the house never gave.
 * @throws RequestError precondition-required where it is missing, malformed-request.
 */
export function readIfMatch(header: string | undefined): readonly Revision[] | 'any' {
  if (header === undefined) throw new RequestError('precondition-required', {})
  if (header.trim() === '*') return 'any'
  const tags = header.split(',').map((tag) => tag.trim())
  if (!tags.every((tag) => /^(W\/)?"[^"]*"$/.test(tag)))
    throw new RequestError('malformed-request', { detail: 'If-Match must be ETags, or *' })
  return tags.flatMap((tag) => {
    const [, version, status] = /^"(\d{1,9})-([a-z]+)"$/.exec(tag) ?? []
    const known = LotStatus.safeParse(status)
    return known.success ? { version: Number(version), status: known.data } : []
  })
}

/** Whether `If-None-Match` names this ETag; its comparison is the weak one (RFC 9110, 13.1.2). */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  const given = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return given?.some((tag) => tag === '*' || tag === etag) ?? false
}
