import type { UserId } from '../ids.ts'
import type { Lot } from '../lot.ts'
import { type DomainError, domainError } from '../refusal.ts'

/** House rule: nobody drives up the price of what they sell. */
export function sellersMayNotBidOnTheirOwnLot(lot: Lot, bidder: UserId): DomainError | null {
  return lot.seller.id === bidder ? domainError('own-lot') : null
}
