import type { LotStatus } from '../lot.ts'
import { type DomainError, domainError } from '../refusal.ts'

/** One state of a lot: its version, and what the clock made of it. */
export type Revision = { version: number; status: LotStatus }

/**
 * House rule: who edits a lot says which state of it they have seen, and nobody overwrites what they
 * have not. `any` is for who means it whatever it is.
 */
export function editsNameWhatTheyChange(
  current: Revision,
  seen: readonly Revision[] | 'any',
): DomainError | null {
  if (seen === 'any') return null
  const isSeen = seen.some(
    ({ version, status }) => version === current.version && status === current.status,
  )
  return isSeen ? null : domainError('stale')
}
