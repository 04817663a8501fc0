import type { Clock, AuctionHouse, Presence, Rooms, WakeUp } from '@gavel/domain'

/** What rooms need to be live; a house on PostgreSQL has all of it, and its store knows no socket. */
export type LivePorts = {
  auctionHouse: Pick<AuctionHouse, 'readLot' | 'whoWatches'>
  rooms: Pick<Rooms, 'after' | 'tops' | 'epoch'>
  presence: Presence
  wakeUp: Pick<WakeUp, 'listen'>
  clock: Clock
  /** Told of what could not be read or reported; all of it is tried again within a second. */
  failed?(error: unknown): void
}

/** How many streams one user, and one address, may have open in one process. */
export type StreamLimits = { perUser: number; perAddress: number }
