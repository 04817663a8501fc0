import type { BidId, LotId } from './ids.ts'
import type { LotView } from './lot-view.ts'
import type { Money } from './money.ts'
import type { User } from './user.ts'

/** The public view of an accepted bid: the price after it, never its maximum. */
export type BidView = { id: BidId; bidder: User; price: Money; at: string; seq: number }

/** The caller's latest bid on a lot, with their own maximum. */
export type MyBid = { lot: LotView; maximum: Money; leading: boolean; at: string }

/** The answer to `placeBid`. Only the bidder sees it, so it contains their maximum. */
export type PlacedBid = {
  bid: { id: BidId; lotId: LotId; maximum: Money; at: string; seq: number }
  leading: boolean
  lot: LotView
}
