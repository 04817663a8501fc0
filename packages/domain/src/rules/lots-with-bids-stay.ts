import type { Lot } from '../lot.ts'
import { type DomainError, domainError } from '../refusal.ts'
import { statusOf } from './status-follows-the-clock.ts'

/** House rule: a lot that has closed stays, sold or unsold; so does one that somebody has bid on. */
export function lotsWithBidsStay(lot: Lot, now: Date): DomainError | null {
  const status = statusOf(lot, now)
  if (status === 'sold' || status === 'unsold') return domainError('lot-closed')
  return lot.bidCount > 0 ? domainError('lot-has-bids') : null
}
