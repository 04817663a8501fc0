import type { Lot } from '../lot.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { statusOf } from './status-follows-the-clock.ts'

/** House rule: a lot that has closed stays, sold or unsold; so does one that somebody has bid on. */
export function lotsWithBidsStay(lot: Lot, now: Date): Refusal | null {
  const status = statusOf(lot, now)
  if (status === 'sold' || status === 'unsold') return refuse('lot-closed')
  return lot.bidCount > 0 ? refuse('lot-has-bids') : null
}
