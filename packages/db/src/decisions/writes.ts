import type { Lot, LotId, UserId } from '@gavel/domain'

/**
 * Everything a batch of decisions writes, as columns: `unnest` makes rows of them again, so that any
 * number of rows goes in one statement of one text.
 */
export type Writes = {
  lotId: LotId | null
  at: Date
  /** The lot after the last decision; null where none changed it. */
  lot: Lot | null
  /** The hold that is open after the last decision. */
  holdId: string | null
  seq: number
  /** The hold that was open before the batch and is not after it, and the transfer that closed it. */
  closing: { hold: string; by: string } | null
  transfers: { id: string[]; kind: string[] }
  entries: { transfer: string[]; line: number[]; account: string[]; amount: number[] }
  holds: {
    id: string[]
    user: UserId[]
    amount: number[]
    openedBy: string[]
    closedBy: (string | null)[]
  }
  /** One row an account, however many of its entries there are: an update takes a row once. */
  balances: { account: string[]; change: number[] }
  bids: { id: string[]; bidder: UserId[]; maximum: number[]; price: number[]; seq: number[] }
  events: { seq: number[]; type: string[]; data: string[] }
  settlements: {
    winner: (UserId | null)[]
    hammer: number[]
    premium: number[]
    transfer: (string | null)[]
  }
  keys: {
    user: UserId[]
    key: string[]
    fingerprint: string[]
    refused: boolean[]
    body: string[]
  }
}

export const noWrites = (start: Pick<Writes, 'lotId' | 'at' | 'holdId' | 'seq'>): Writes => ({
  ...start,
  lot: null,
  closing: null,
  transfers: { id: [], kind: [] },
  entries: { transfer: [], line: [], account: [], amount: [] },
  holds: { id: [], user: [], amount: [], openedBy: [], closedBy: [] },
  balances: { account: [], change: [] },
  bids: { id: [], bidder: [], maximum: [], price: [], seq: [] },
  events: { seq: [], type: [], data: [] },
  settlements: { winner: [], hammer: [], premium: [], transfer: [] },
  keys: { user: [], key: [], fingerprint: [], refused: [], body: [] },
})

/** Whether a batch leaves nothing behind. */
export const isNothing = (writes: Writes): boolean =>
  writes.lot === null &&
  writes.transfers.id.length === 0 &&
  writes.events.seq.length === 0 &&
  writes.keys.key.length === 0
