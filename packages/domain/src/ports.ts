import type { BidView } from './bid.ts'
import type { DomainError } from './domain-error.ts'
import type { IdempotencyKey, IdempotentResult } from './idempotency.ts'
import type { BidId, LotId, TransferId, UserId } from './ids.ts'
import type { EntryView, LockedWallets, Transfer } from './ledger.ts'
import type { Lot, LotStatus } from './lot.ts'
import type { Money } from './money.ts'
import type { Page, PageRequest } from './page.ts'
import type { RoomEvent } from './room.ts'
import type { Presence, Rooms } from './room-ports.ts'
import type { FailedSignIns, NewSession, Sessions, RateLimits } from './session-ports.ts'
import type { Caller } from './user.ts'
import type { Wallet } from './wallet.ts'

/** Everything the use cases need from outside. A store implements these ports; see packages/db. */
export type Ports = {
  clock: Clock
  lots: Lots
  bids: Bids
  wallets: Wallets
  users: Users
  failedSignIns: FailedSignIns
  rateLimits: RateLimits
  sessions: Sessions
  idempotencyRecords: IdempotencyRecords
  rooms: Rooms
  presence: Presence
}

export type Clock = {
  /** Returns the house's time, for reads. Decisions get the time that was read under the lock. */
  now(): Promise<Date>
}

/** A locked lot, and the locked wallets that the decision may change. */
export type LotState = { lot: Lot; wallets: LockedWallets }

/** What a decision writes in addition to the next state of the lot. */
export type Effects = {
  transfers: readonly Transfer[]
  events: readonly RoomEvent[]
  bid?: { bidder: UserId; maximum: Money; price: Money }
  settlement?: { winner: UserId | null; hammer: Money; premium: Money }
}

/** Facts that only the store has: the id of the effect, the `seq` of its last event, and its time. */
export type LotFacts = { id: BidId; seq: number; at: Date }

/**
 * Pure, synchronous work on one lot, which the store runs under the lot's lock. It must not throw: an
 * exception is a bug and fails its own command only. Answers are JSON values, because they are stored
 * with the Idempotency-Key.
 */
export type LotWork<Command, Outcome extends Effects, Answer> = {
  /** Whose wallets to lock in addition to the leader's; `fees` for the house's account. */
  walletsToLock(command: Command): readonly (UserId | 'fees')[]
  decide(
    state: LotState,
    command: Command,
    now: Date,
  ): { next: LotState; outcome: Outcome } | DomainError
  reply(outcome: Outcome, facts: LotFacts): Answer
}

/** Pure, synchronous work on one wallet; see `LotWork`. */
export type WalletWork<Command, Answer> = {
  decide(wallet: Wallet, command: Command): { next: Wallet; transfer: Transfer } | DomainError
  reply(next: Wallet, command: Command, facts: { id: TransferId; at: Date }): Answer
}

export type Lots = {
  /**
   * Runs the work under the lot's lock and writes all of its effects or none, in the order of the
   * room's log. With a key, the answer or an error of `REPLAYED_ERRORS` is stored and replayed.
   * @throws DomainError from the work; not-found; key-reused; busy when 1,000 commands are waiting.
   */
  onLot<Command, Outcome extends Effects, Answer>(
    lotId: LotId,
    work: LotWork<Command, Outcome, Answer>,
    command: Command,
    key?: IdempotencyKey,
  ): Promise<IdempotentResult<Answer>>
  /** Adds a draft and its empty room. @throws DomainError key-reused. */
  add<Answer>(
    draft: Draft,
    reply: (lot: Lot) => Answer,
    key: IdempotencyKey,
  ): Promise<IdempotentResult<Answer>>
  find(lotId: LotId): Promise<Lot | null>
  /** Returns a page of lots without drafts. */
  list(page: LotPage): Promise<Page<Lot>>
  /** Returns live lots whose room's log lacks `lot-opened`, in the order of `opensAt`. */
  unopened(limit: number): Promise<LotId[]>
  /** Returns closed lots that are not settled or being settled, in the order of `closesAt`. */
  due(limit: number): Promise<{ id: LotId; seller: UserId }[]>
}

export type Draft = Pick<Lot, 'seller' | 'title' | 'description' | 'startingPrice' | 'reservePrice'>

export type LotPage = PageRequest & {
  /** Text in the title or the description; the search ignores case. */
  q?: string | undefined
  seller?: UserId | undefined
  status?: Exclude<LotStatus, 'draft'> | undefined
  now: Date
}

export type Bids = {
  /** Returns the accepted bids of a lot, newest first. */
  list(lotId: LotId, page: PageRequest): Promise<Page<BidView>>
  /** Returns the lots that a user has bid on, each with the user's latest bid, latest first. */
  listOf(bidder: UserId, page: PageRequest): Promise<Page<{ lot: Lot; maximum: Money; at: Date }>>
}

export type Wallets = {
  /** Runs the work under the wallet's lock. @throws DomainError from the work; key-reused. */
  onWallet<Command, Answer>(
    user: UserId,
    work: WalletWork<Command, Answer>,
    command: Command,
    key: IdempotencyKey,
  ): Promise<IdempotentResult<Answer>>
  find(user: UserId): Promise<Wallet>
  /** Returns the entries of a user's accounts, newest first. */
  entries(user: UserId, page: PageRequest): Promise<Page<EntryView>>
}

export type Users = {
  /** Adds a user with an empty wallet; returns null when the e-mail address is taken. */
  add(user: { email: string; name: string; passwordHash: string }): Promise<Caller | null>
  findByEmail(email: string): Promise<(Caller & { passwordHash: string }) | null>
  /** Replaces the hash of the same password if `from` is still the stored hash. */
  rehash(user: UserId, hash: { from: string; to: string }): Promise<void>
  /**
   * In one transaction, if `from` is still the stored hash: replaces it, ends every session that was
   * opened with the old password, and adds `session`.
   * @returns whether `from` was still the stored hash.
   */
  changePassword(
    user: UserId,
    change: { from: string; to: string; session: NewSession },
  ): Promise<boolean>
}

/** Idempotency-Keys with their stored answers, which are written together with the effects. */
export type IdempotencyRecords = {
  /** Deletes a batch of the records stored before a time; returns whether more may remain. */
  deleteBefore(time: Date): Promise<boolean>
}
