import type { BidId, LotId } from './ids.ts'
import type { LotView } from './lot-view.ts'
import type { Money } from './money.ts'
import type { User } from './user.ts'

/** An accepted bid as everybody may see it: the price after it, never its maximum. */
export type BidView = { id: BidId; bidder: User; price: Money; at: string; seq: number }

/** The latest of one's own bids on a lot, as only the bidder may see it. */
export type MyBid = { lot: LotView; maximum: Money; leading: boolean; at: string }

/** The answer to the bidder alone, who may see their own maximum. */
export type PlacedBid = {
  bid: { id: BidId; lotId: LotId; maximum: Money; at: string; seq: number }
  leading: boolean
  lot: LotView
}
