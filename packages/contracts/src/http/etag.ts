import type { Revision } from '@gavel/domain'
import { LotStatus } from '../lots.ts'
import { RequestError } from '../problems.ts'
import { malformed } from './read.ts'

/** The strong ETag of a lot. It contains the status, which also changes by the clock alone. */
export const etagOf = (lot: { version: number; status: string }): string =>
  `"${lot.version}-${lot.status}"`

/**
 * The Cache-Control of a lot: clients may store it but must revalidate it. A draft, which only its
 * seller may see, is stored nowhere.
 */
export const cachingOf = ({ opensAt }: { opensAt: string | null }): string =>
  opensAt === null ? 'no-store' : 'no-cache'

/**
 * The revisions of a lot that `If-Match` names. The comparison is strong (RFC 9110, 13.1.1), so weak
 * tags match nothing; neither do tags that are no ETag of a lot.
 * @throws RequestError precondition-required where it is missing, malformed-request.
 */
export function readIfMatch(header: string | null | undefined): readonly Revision[] | 'any' {
  if (header === undefined || header === null) throw new RequestError('precondition-required', {})
  if (header.trim() === '*') return 'any'
  const tags = header.split(',').map((tag) => tag.trim())
  if (!tags.every((tag) => /^(W\/)?"[^"]*"$/.test(tag)))
    throw malformed('If-Match must be ETags, or *')
  return tags.flatMap((tag) => {
    const [, version, status] = /^"(\d{1,9})-([a-z]+)"$/.exec(tag) ?? []
    const known = LotStatus.safeParse(status)
    return known.success ? { version: Number(version), status: known.data } : []
  })
}

/**
 * Whether `If-None-Match` is `*` or names this ETag; the comparison is weak (RFC 9110, 13.1.2).
 */
export function isUnchanged(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch?.trim() === '*') return true
  const given = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return given?.includes(etag) ?? false
}
