import type { BidView } from './bid.ts'
import type { LotId, MessageId } from './ids.ts'
import type { Lot } from './lot.ts'
import type { MessageView } from './message.ts'
import type { IdempotencyKey, Page, PageRequest, IdempotentResult } from './ports.ts'
import type { DomainError } from './refusal.ts'
import type { LoggedEvent, Position, RoomEvent } from './room.ts'
import type { User } from './user.ts'

/** Work on a room: what `LotWork` is to a lot. The lot is as it is, and is not changed. */
export type RoomWork<Command, Answer> = {
  decide(lot: Lot, command: Command, now: Date): Said | DomainError
  event(said: Said, id: MessageId): RoomEvent
  reply(said: Said, facts: MessageFacts): Answer
}

export type Said = { author: User; text: string }

/** What only the store knows of a message. */
export type MessageFacts = { id: MessageId; seq: number; at: Date }

/** Where the log of a room stands: events up to `trimmed` may be gone, the last is `seq`. */
export type RoomTop = { seq: number; trimmed: number }

/** A room at one moment: all of it, `top` included, is from one snapshot. */
export type RoomSnapshot = {
  lot: Lot
  bids: BidView[]
  messages: MessageView[]
  position: Position
  now: Date
}

export type Rooms = {
  /**
   * Decides under the room's lock alone, so that talk is in no bid's way. The lot is read under it,
   * and whoever closes or withdraws the lot needs it too: nothing is said after that.
   * @throws DomainError of the decision; not-found; key-reused; busy when 1,000 are waiting.
   */
  onRoom<Command, Answer>(
    lotId: LotId,
    work: RoomWork<Command, Answer>,
    command: Command,
    key: IdempotencyKey,
  ): Promise<IdempotentResult<Answer>>
  /** The newest bids and messages, as many as are asked for. Null where there is no such lot. */
  snapshot(lotId: LotId, most: { bids: number; messages: number }): Promise<RoomSnapshot | null>
  /** What was said, newest first. */
  messages(lotId: LotId, page: PageRequest): Promise<Page<MessageView>>
  /** The events after a place, oldest first, without gap. Those that were trimmed are left out. */
  after(lotId: LotId, seq: number, limit: number): Promise<LoggedEvent[]>
  /** Where the logs of some rooms stand. */
  tops(lotIds: readonly LotId[]): Promise<Map<LotId, RoomTop>>
  /** The word of this database. */
  epoch(): Promise<string>
  /** Removes some of the events from before a moment; answers whether there may be more. */
  trim(before: Date): Promise<boolean>
}

/** How many watch which room, over all processes of both twins. */
export type Presence = {
  /** Tells what this process sees, which counts for 30 seconds; an empty map ends it. */
  report(process: string, watching: ReadonlyMap<LotId, number>): Promise<void>
  /** How many watch. Of two answers that with the higher version is newer. */
  watching(lotIds: readonly LotId[]): Promise<Map<LotId, { watching: number; version: number }>>
}

/**
 * Tells other processes that a room's log has grown. It may be late, doubled or lost: nobody relies
 * on it but for speed. Whoever wants a broker implements these two functions.
 */
export type WakeUp = {
  /** Tells that there is something new in a room. */
  announce(lotId: LotId): void
  /** Calls what never throws for every room that is announced anywhere; answers what ends it. */
  listen(heard: (lotId: LotId) => void): () => Promise<void>
}
