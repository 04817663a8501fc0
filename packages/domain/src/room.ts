import type { LotStatus } from './lot.ts'
import type { Money } from './money.ts'
import type { User } from './user.ts'

/** What the log of a lot's room tells, in the order it happened. Times are ISO 8601, UTC. */
export type RoomEvent =
  | { type: 'lot-scheduled'; data: { opensAt: string; closesAt: string } }
  | { type: 'lot-opened'; data: { opensAt: string; closesAt: string } }
  | { type: 'bid-placed'; data: BidPlaced }
  | { type: 'lot-closed'; data: LotClosed }
  | { type: 'lot-withdrawn'; data: Record<never, never> }

/** One for every accepted bid: the lot as that bid left it. */
export type BidPlaced = {
  bidder: User
  price: Money
  bidCount: number
  minimumBid: Money
  leader: User
  reserveMet: boolean | null
  closesAt: string
}

export type LotClosed = {
  status: Extract<LotStatus, 'sold' | 'unsold'>
  price: Money | null
  winner: User | null
}
