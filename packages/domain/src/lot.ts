import type { LotId } from './ids.ts'
import type { Money } from './money.ts'
import type { User } from './user.ts'

export const TITLE_LENGTH = { min: 1, max: 120 }
export const DESCRIPTION_LENGTH = { min: 1, max: 5000 }

/** A lot as it is stored. Its status is not stored: `statusOf` computes it. Every change adds 1 to `version`. */
export type Lot = {
  id: LotId
  seller: User
  title: string
  description: string
  startingPrice: Money
  /** Never part of a response. */
  reservePrice: Money | null
  schedule: Schedule | null
  /** Null before the first bid. */
  standing: Standing | null
  bidCount: number
  /** Whether the room's log contains `lot-opened`. */
  opened: boolean
  withdrawn: boolean
  settled: boolean
  version: number
}

/**
 * The lot takes bids while `opensAt` ≤ now < `closesAt`. `softCloseSeconds` is the lot's soft close: the
 * last seconds in which a bid moves `closesAt`; 0 switches it off.
 */
export type Schedule = { opensAt: Date; closesAt: Date; softCloseSeconds: number }

/** Who leads, at what price, and the leading maximum, which only the leader may see. */
export type Standing = { price: Money; leader: User; maximum: Money }

export type LotStatus = 'draft' | 'scheduled' | 'live' | 'sold' | 'unsold' | 'withdrawn'

/** One state of a lot, as its ETag names it: the version, and the status at that time. */
export type Revision = { version: number; status: LotStatus }

/** A lot that has a schedule. */
export type TimedLot = Lot & { schedule: Schedule }
/** A lot that has a leader. */
export type LedLot = TimedLot & { standing: Standing }
