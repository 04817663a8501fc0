import type { Lot, LotStatus, TimedLot } from '../lot.ts'
import { isReserveMet } from './reserve-lifts-the-price.ts'

/**
 * House rule: the clock alone opens and closes a lot. From `closesAt` on it is sold or unsold,
 * whether anybody has settled it yet or not: a dead worker delays money, never the outcome.
 */
export function statusOf(lot: Lot, now: Date): LotStatus {
  if (lot.withdrawn) return 'withdrawn'
  if (!isTimed(lot)) return 'draft'
  if (now < lot.schedule.opensAt) return 'scheduled'
  if (now < lot.schedule.closesAt) return 'live'
  return lot.standing && isReserveMet(lot) !== false ? 'sold' : 'unsold'
}

const isTimed = (lot: Lot): lot is TimedLot => lot.schedule !== null

/** Whether the lot takes bids at this moment: from `opensAt` until, not at, `closesAt`. */
export const isLive = (lot: Lot, now: Date): lot is TimedLot => statusOf(lot, now) === 'live'
