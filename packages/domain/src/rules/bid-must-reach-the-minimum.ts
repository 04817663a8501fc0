import type { UserId } from '../ids.ts'
import type { Lot } from '../lot.ts'
import { type Money, money } from '../money.ts'
import { DomainError } from '../refusal.ts'
import { oneStepAbove } from './increment-grows-with-the-price.ts'

/** House rule: the first bid reaches the starting price, a later one the price plus its increment. */
export function minimumBid(lot: Lot): Money {
  return lot.standing ? oneStepAbove(lot.standing.price) : lot.startingPrice
}

/** House rule: who leads already need only exceed their own maximum, by one cent. */
export function minimumBidOf(lot: Lot, bidder: UserId): Money {
  const leads = lot.standing?.leader.id === bidder
  return lot.standing && leads ? money(lot.standing.maximum + 1) : minimumBid(lot)
}

export function bidMustReachTheMinimum(
  lot: Lot,
  bid: { bidder: UserId; maximum: Money },
): DomainError | null {
  const minimum = minimumBidOf(lot, bid.bidder)
  return bid.maximum < minimum ? new DomainError('bid-too-low', { minimumBid: minimum }) : null
}
