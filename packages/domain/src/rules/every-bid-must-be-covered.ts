import type { UserId } from '../ids.ts'
import type { Lot } from '../lot.ts'
import { type Money, money } from '../money.ts'
import { DomainError } from '../refusal.ts'
import type { Wallet } from '../wallet.ts'
import { coverOf } from './buyers-pay-a-premium.ts'

/**
 * House rule: every bid is covered when it is placed, also one that will not lead: `available` and
 * what this lot already holds of the bidder must reach the maximum and its premium.
 */
export function everyBidMustBeCovered(
  lot: Lot,
  bid: { bidder: UserId; maximum: Money; wallet: Wallet },
): DomainError | null {
  const missing = coverOf(bid.maximum) - bid.wallet.available - heldOf(lot, bid.bidder)
  return missing > 0 ? new DomainError('insufficient-funds', { required: money(missing) }) : null
}

/** What the lot holds of somebody: the cover of the leading maximum, nothing of anybody else. */
export function heldOf(lot: Lot, user: UserId): Money {
  return lot.standing?.leader.id === user ? coverOf(lot.standing.maximum) : money(0)
}
