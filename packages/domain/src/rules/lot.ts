import { type DomainError, domainError } from '../domain-error.ts'
import type { UserId } from '../ids.ts'
import type { Lot, LotStatus, Revision, TimedLot } from '../lot.ts'
import { isReserveMet } from './reserve.ts'

/**
 * House rule: the status of a lot follows from its schedule, its standing and the clock. From
 * `closesAt` on a lot is sold or unsold, whether it has been settled or not.
 */
export function statusOf(lot: Lot, now: Date): LotStatus {
  if (lot.withdrawn) return 'withdrawn'
  if (!isTimed(lot)) return 'draft'
  if (now < lot.schedule.opensAt) return 'scheduled'
  if (now < lot.schedule.closesAt) return 'live'
  return lot.standing && isReserveMet(lot) !== false ? 'sold' : 'unsold'
}

const isTimed = (lot: Lot): lot is TimedLot => lot.schedule !== null

/** Whether the lot takes bids: `opensAt` ≤ now < `closesAt`, and not withdrawn. */
export const isLive = (lot: Lot, now: Date): lot is TimedLot => statusOf(lot, now) === 'live'

/**
 * House rule: only its seller can see a draft, or a lot withdrawn before it was scheduled.
 * @param reader - null for a reader who is not signed in.
 * @returns `not-found`, or null.
 */
export function checkVisible(lot: Lot, reader: UserId | null): DomainError | null {
  return lot.schedule === null && lot.seller.id !== reader ? domainError('not-found') : null
}

/**
 * House rule: only the seller can schedule, edit or withdraw a lot.
 * @returns `not-found` for a draft of another seller, `not-your-lot` for any other lot, or null.
 */
export function checkSeller(lot: Lot, caller: UserId): DomainError | null {
  if (lot.seller.id === caller) return null
  return checkVisible(lot, caller) ?? domainError('not-your-lot')
}

/**
 * Optimistic concurrency check: an edit names the revisions of the lot that the caller has read.
 * `any` skips the check.
 * @returns `stale` when the current revision is not among them, or null.
 */
export function checkRevision(
  current: Revision,
  seen: readonly Revision[] | 'any',
): DomainError | null {
  if (seen === 'any') return null
  const isSeen = seen.some(
    ({ version, status }) => version === current.version && status === current.status,
  )
  return isSeen ? null : domainError('stale')
}

/**
 * House rule: a lot that has bids or has closed cannot be withdrawn.
 * @returns `lot-closed`, `lot-has-bids`, or null.
 */
export function checkWithdrawal(lot: Lot, now: Date): DomainError | null {
  const status = statusOf(lot, now)
  if (status === 'sold' || status === 'unsold') return domainError('lot-closed')
  return lot.bidCount > 0 ? domainError('lot-has-bids') : null
}
