import type { BidView } from './bid.ts'
import type { MessageId } from './ids.ts'
import type { LotStatus } from './lot.ts'
import type { LotView } from './lot-view.ts'
import type { MessageView } from './message.ts'
import type { Money } from './money.ts'
import type { User } from './user.ts'

/** An event of a room's log. Times are ISO 8601, UTC. */
export type RoomEvent =
  | { type: 'lot-scheduled'; data: { opensAt: string; closesAt: string } }
  | { type: 'lot-opened'; data: { opensAt: string; closesAt: string } }
  | { type: 'bid-placed'; data: BidPlaced }
  | { type: 'message-posted'; data: { id: MessageId; author: User; text: string } }
  | { type: 'lot-closed'; data: LotClosed }
  | { type: 'lot-withdrawn'; data: Record<never, never> }

/** Every accepted bid, with the lot after it. */
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

/** An event with its position in the log: the `seq` of a room starts at 1 and has no gaps. */
export type LoggedEvent = RoomEvent & { seq: number; at: string }

/**
 * A position in a room's log: all events up to `seq` have been received. The epoch is a random word of
 * the database; a different epoch means that the database was restored from a backup, which makes older
 * positions invalid.
 */
export type Position = { epoch: string; seq: number }

/** Formats a position for clients: `epoch:seq`. */
export const writePosition = ({ epoch, seq }: Position): string => `${epoch}:${seq}`

/** Parses a position; returns null when it is malformed. */
export function readPosition(written: string): Position | null {
  const [, epoch, seq] = /^([a-z0-9]{8,32}):(0|[1-9][0-9]{0,9})$/.exec(written) ?? []
  return epoch === undefined ? null : { epoch, seq: Number(seq) }
}

/** A room at one moment. Bids and messages are newest first. */
export type RoomView = {
  lot: LotView
  bids: BidView[]
  messages: MessageView[]
  /** Number of connections that watch the room, in all processes. */
  watching: number
  /** The position at which to start the event stream so that it continues this view. */
  position: string
}

/** How many bids and messages `readRoom` returns. */
export const ROOM_SHOWS = { bids: 20, messages: 50 }

/** House rule: days that an event stays in its room's log. */
export const EVENT_RETENTION_DAYS = 30
