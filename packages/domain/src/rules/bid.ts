import { DomainError, domainError } from '../domain-error.ts'
import type { UserId } from '../ids.ts'
import type { Lot, Standing } from '../lot.ts'
import { lower, type Money, money } from '../money.ts'
import type { User } from '../user.ts'
import type { Wallet } from '../wallet.ts'
import { plusIncrement } from './increment.ts'
import { coverOf } from './premium.ts'
import { raisedToReserve } from './reserve.ts'

/** House rule: sellers may not bid on their own lots. @returns `own-lot`, or null. */
export function checkBidder(lot: Lot, bidder: UserId): DomainError | null {
  return lot.seller.id === bidder ? domainError('own-lot') : null
}

/**
 * House rule: the first bid must reach the starting price, a later bid the price plus one increment.
 * @returns the minimum for everybody but the leader.
 */
export function minimumBid(lot: Lot): Money {
  return lot.standing ? plusIncrement(lot.standing.price) : lot.startingPrice
}

/** House rule: the leader must exceed their own maximum by one cent; others bid `minimumBid`. */
export function minimumBidFor(lot: Lot, bidder: UserId): Money {
  const isLeader = lot.standing?.leader.id === bidder
  return lot.standing && isLeader ? money(lot.standing.maximum + 1) : minimumBid(lot)
}

/** Checks a maximum against `minimumBidFor`. @returns `bid-too-low` with the minimum, or null. */
export function checkMinimumBid(
  lot: Lot,
  bid: { bidder: UserId; maximum: Money },
): DomainError | null {
  const minimum = minimumBidFor(lot, bid.bidder)
  return bid.maximum < minimum ? new DomainError('bid-too-low', { minimumBid: minimum }) : null
}

/**
 * House rule: every bid is covered when it is placed, including a bid that will not lead. `available`
 * plus the amount held for this lot must reach the maximum plus its premium.
 * @returns `insufficient-funds` with the missing amount, or null.
 */
export function checkCover(
  lot: Lot,
  bid: { bidder: UserId; maximum: Money; wallet: Wallet },
): DomainError | null {
  const missing = coverOf(bid.maximum) - bid.wallet.available - heldFor(lot, bid.bidder)
  return missing > 0 ? new DomainError('insufficient-funds', { required: money(missing) }) : null
}

/** Returns the amount held from a user for this lot: the leader's cover, 0 for everybody else. */
export function heldFor(lot: Lot, user: UserId): Money {
  return lot.standing?.leader.id === user ? coverOf(lot.standing.maximum) : money(0)
}

/**
 * House rule: bids are maximum (proxy) bids. The highest maximum leads; of two equal maxima the
 * earlier one leads. The price is the losing maximum plus one increment, at most the leading maximum.
 * The first bid, and a raise of one's own maximum, change the price only up to the reserve.
 * @returns the standing after an accepted bid.
 */
export function nextStanding(lot: Lot, bid: { bidder: User; maximum: Money }): Standing {
  const { bidder: leader, maximum } = bid
  const before = lot.standing
  if (!before) return raisedToReserve(lot, { leader, maximum, price: lot.startingPrice })
  if (before.leader.id === leader.id) return raisedToReserve(lot, { ...before, maximum })
  if (maximum <= before.maximum)
    return { ...before, price: lower(before.maximum, plusIncrement(maximum)) }
  const price = lower(maximum, plusIncrement(before.maximum))
  return raisedToReserve(lot, { leader, maximum, price })
}
