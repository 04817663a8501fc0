import type { BidView } from './bid.ts'
import type { DomainError } from './domain-error.ts'
import type { IdempotencyKey, IdempotentResult } from './idempotency.ts'
import type { LotId, MessageId } from './ids.ts'
import type { Lot } from './lot.ts'
import type { MessageView } from './message.ts'
import type { Page, PageRequest } from './page.ts'
import type { LoggedEvent, Position, RoomEvent } from './room.ts'
import type { User } from './user.ts'

/** Pure, synchronous work on a room; see `LotWork`. It reads the lot and does not change it. */
export type RoomWork<Command, Answer> = {
  decide(lot: Lot, command: Command, now: Date): NewMessage | DomainError
  event(message: NewMessage, id: MessageId): RoomEvent
  reply(message: NewMessage, facts: MessageFacts): Answer
}

/** A message to post. */
export type NewMessage = { author: User; text: string }

/** Facts that only the store has: the message's id, its `seq` in the room's log, and its time. */
export type MessageFacts = { id: MessageId; seq: number; at: Date }

/** The extent of a room's log: `seq` is the last event; events up to `trimmed` may be deleted. */
export type RoomTop = { seq: number; trimmed: number }

/** A room at one moment; all fields come from one database snapshot. */
export type RoomSnapshot = {
  lot: Lot
  bids: BidView[]
  messages: MessageView[]
  position: Position
  now: Date
}

export type Rooms = {
  /**
   * Runs the work under the room's lock only, so that messages do not delay bids. Closing or
   * withdrawing a lot takes the same lock, so no message is logged after either.
   * @throws DomainError from the work; not-found; key-reused; busy when 1,000 messages are waiting.
   */
  onRoom<Command, Answer>(
    lotId: LotId,
    work: RoomWork<Command, Answer>,
    command: Command,
    key: IdempotencyKey,
  ): Promise<IdempotentResult<Answer>>
  /** Returns the room with at most so many of its newest bids and messages; null if there is no such lot. */
  snapshot(lotId: LotId, most: { bids: number; messages: number }): Promise<RoomSnapshot | null>
  /** Returns the messages of a room, newest first. */
  messages(lotId: LotId, page: PageRequest): Promise<Page<MessageView>>
  /** Returns the events after `seq`, oldest first, without gaps. Trimmed events are missing. */
  after(lotId: LotId, seq: number, limit: number): Promise<LoggedEvent[]>
  /** Returns the extents of the logs of some rooms. */
  tops(lotIds: readonly LotId[]): Promise<Map<LotId, RoomTop>>
  /** Returns the epoch of this database; see `Position`. */
  epoch(): Promise<string>
  /** Deletes a batch of the events from before a time; returns whether more may remain. */
  trim(before: Date): Promise<boolean>
}

/** How many connections watch each room, over all processes of both apps. */
export type Presence = {
  /** Reports the counts of this process, which expire after 30 seconds; an empty map removes them. */
  report(process: string, watching: ReadonlyMap<LotId, number>): Promise<void>
  /** Returns the counts of some rooms. Of two results, the one with the higher version is newer. */
  watching(lotIds: readonly LotId[]): Promise<Map<LotId, { watching: number; version: number }>>
}

/**
 * Notifies other processes that a room's log has grown. A notification may be late, repeated or lost:
 * subscribers also poll. A message broker can implement these two functions.
 */
export type WakeUp = {
  /** Announces a new event in a room. */
  announce(lotId: LotId): void
  /** Calls `heard`, which must not throw, for every announced room. Returns a function that stops it. */
  listen(heard: (lotId: LotId) => void): () => Promise<void>
}
