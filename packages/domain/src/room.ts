import type { BidView } from './bid.ts'
import type { MessageId } from './ids.ts'
import type { LotStatus } from './lot.ts'
import type { LotView } from './lot-view.ts'
import type { MessageView } from './message.ts'
import type { Money } from './money.ts'
import type { User } from './user.ts'

/** What the log of a lot's room tells, in the order it happened. Times are ISO 8601, UTC. */
export type RoomEvent =
  | { type: 'lot-scheduled'; data: { opensAt: string; closesAt: string } }
  | { type: 'lot-opened'; data: { opensAt: string; closesAt: string } }
  | { type: 'bid-placed'; data: BidPlaced }
  | { type: 'message-posted'; data: { id: MessageId; author: User; text: string } }
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

/** An event with its place in the log: a room's `seq` begins at 1 and has no gap. */
export type LoggedEvent = RoomEvent & { seq: number; at: string }

/**
 * A place in a room's log: all up to `seq` is known. The epoch is one random word of the database;
 * another one means that the log was restored from a copy, and places in it mean something else.
 */
export type Position = { epoch: string; seq: number }

/** A position as clients keep it: `epoch:seq`. */
export const writePosition = ({ epoch, seq }: Position): string => `${epoch}:${seq}`

/** Reads a position; null where it cannot be one. */
export function readPosition(written: string): Position | null {
  const [, epoch, seq] = /^([a-z0-9]{8,32}):(0|[1-9][0-9]{0,9})$/.exec(written) ?? []
  return epoch === undefined ? null : { epoch, seq: Number(seq) }
}

/** A room at one moment, and from where its stream goes on. Bids and messages are newest first. */
export type RoomView = {
  lot: LotView
  bids: BidView[]
  messages: MessageView[]
  /** How many watch, in all processes. */
  watching: number
  /** A position: the stream after it misses nothing of what is not in here. */
  position: string
}

/** What a room has room for when it is read whole. */
export const ROOM_SHOWS = { bids: 20, messages: 50 }

/** House rule: days that an event stays in its room's log. */
export const EVENTS_KEPT_DAYS = 30
