import type { LotId } from './ids.ts'
import type { Money } from './money.ts'
import type { User } from './user.ts'

export const TITLE_LENGTH = { min: 1, max: 120 }
export const DESCRIPTION_LENGTH = { min: 1, max: 5000 }

/**
 * What the house keeps of a lot. Its status is not among it: the clock says that (`statusOf`).
 * `version` is raised by every change.
 */
export type Lot = {
  id: LotId
  seller: User
  title: string
  description: string
  startingPrice: Money
  /** Write-only: no answer to anybody carries it. */
  reservePrice: Money | null
  schedule: Schedule | null
  /** Null before the first bid. */
  standing: Standing | null
  bidCount: number
  /** Whether the room has been told that the lot opened. */
  opened: boolean
  withdrawn: boolean
  settled: boolean
  version: number
}

/** The lot takes bids while `opensAt` ≤ now < `closesAt`. */
export type Schedule = { opensAt: Date; closesAt: Date }

/** Who leads, at what price, and up to what maximum, which nobody else ever learns. */
export type Standing = { price: Money; leader: User; maximum: Money }

export type LotStatus = 'draft' | 'scheduled' | 'live' | 'sold' | 'unsold' | 'withdrawn'

/** What a lot is once its schedule is known. */
export type TimedLot = Lot & { schedule: Schedule }
/** What a lot is once somebody leads. */
export type LedLot = TimedLot & { standing: Standing }
