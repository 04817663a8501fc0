import type { UserId } from '../ids.ts'
import type { Lot } from '../lot.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** House rule: nobody drives up the price of what they sell. */
export function sellersMayNotBidOnTheirOwnLot(lot: Lot, bidder: UserId): Refusal | null {
  return lot.seller.id === bidder ? refuse('own-lot') : null
}
