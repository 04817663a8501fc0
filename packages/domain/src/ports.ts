import type { BidView } from './bid.ts'
import type { BidId, LotId, TransferId, UserId } from './ids.ts'
import type { LockedWallets, Transfer } from './ledger.ts'
import type { Lot, LotStatus } from './lot.ts'
import type { Money } from './money.ts'
import type { Attempts, NewSession, Sessions, Visits } from './session-ports.ts'
import type { DomainError } from './refusal.ts'
import type { RoomEvent } from './room.ts'
import type { Presence, Rooms } from './room-ports.ts'
import type { Caller } from './user.ts'
import type { EntryView, Wallet } from './wallet.ts'

/**
 * Everything the use cases need of the world. Whoever implements the ports keeps the promises
 * written here; the rules stay out of it.
 */
export type Ports = {
  clock: Clock
  lots: Lots
  bids: Bids
  wallets: Wallets
  users: Users
  attempts: Attempts
  visits: Visits
  sessions: Sessions
  keys: Keys
  rooms: Rooms
  presence: Presence
}

export type Clock = {
  /** The house's time, for answers that decide nothing. Decisions get theirs under the lock. */
  now(): Promise<Date>
}

/** A lot and the wallets of everybody whom the decision may touch, all locked. */
export type LotState = { lot: Lot; wallets: LockedWallets }

/** What a decision writes besides the next state of the lot. */
export type Effects = {
  transfers: readonly Transfer[]
  events: readonly RoomEvent[]
  bid?: { bidder: UserId; maximum: Money; price: Money }
  settlement?: { winner: UserId | null; hammer: Money; premium: Money }
}

/** What only the store knows of an effect: its id, the `seq` of its last event, and its moment. */
export type LotFacts = { id: BidId; seq: number; at: Date }

/**
 * A piece of pure, synchronous work on one lot. It must be total: a throw is a bug and costs its
 * own command only. Answers are JSON values, for they are kept with the Idempotency-Key.
 */
export type LotWork<Command, Outcome extends Effects, Answer> = {
  /** Whose wallets to lock besides the leader's; `fees` for the house's own. */
  walletsToLock(command: Command): readonly (UserId | 'fees')[]
  decide(
    state: LotState,
    command: Command,
    now: Date,
  ): { next: LotState; outcome: Outcome } | DomainError
  reply(outcome: Outcome, facts: LotFacts): Answer
}

/** Work on one wallet: what `LotWork` is to a lot. */
export type WalletWork<Command, Answer> = {
  decide(wallet: Wallet, command: Command): { next: Wallet; transfer: Transfer } | DomainError
  reply(next: Wallet, command: Command, facts: { id: TransferId; at: Date }): Answer
}

/** An Idempotency-Key of one user, and the SHA-256 of the request that it stands for. */
export type IdempotencyKey = { user: UserId; key: string; fingerprint: string }

/** An answer, and whether it repeats that of an earlier request with the same key. */
export type IdempotentResult<Answer> = { answer: Answer; replayed: boolean }

export type Lots = {
  /**
   * Decides under the lot's lock, writes everything or nothing, in the order that the room's log
   * shows. With a key the answer, or a refusal of status 403 or 409, is kept and repeated.
   * @throws DomainError of the decision; not-found; key-reused; busy when 1,000 are waiting.
   */
  onLot<Command, Outcome extends Effects, Answer>(
    lotId: LotId,
    work: LotWork<Command, Outcome, Answer>,
    command: Command,
    key?: IdempotencyKey,
  ): Promise<IdempotentResult<Answer>>
  /** Adds a draft with its empty room. @throws DomainError key-reused. */
  add<Answer>(
    draft: Draft,
    reply: (lot: Lot) => Answer,
    key: IdempotencyKey,
  ): Promise<IdempotentResult<Answer>>
  find(lotId: LotId): Promise<Lot | null>
  /** A page of lots; drafts are never in it. */
  list(page: LotPage): Promise<Page<Lot>>
  /** Lots that are live and whose room has not been told so, soonest first. */
  unopened(limit: number): Promise<LotId[]>
  /** Lots past their close that nobody has settled or is settling right now, soonest first. */
  due(limit: number): Promise<{ id: LotId; seller: UserId }[]>
}

export type Draft = Pick<Lot, 'seller' | 'title' | 'description' | 'startingPrice' | 'reservePrice'>

export type LotPage = PageRequest & {
  /** Words of the title or the description, in any case. */
  q?: string | undefined
  seller?: UserId | undefined
  status?: Exclude<LotStatus, 'draft'> | undefined
  now: Date
}

/** `cursor` is the `next` of the page before, whose form is the store's own. */
export type PageRequest = { limit: number; cursor?: string | undefined }
export type Page<Item> = { items: Item[]; next: string | null }

export type Bids = {
  /** The accepted bids of a lot, newest first. */
  list(lotId: LotId, page: PageRequest): Promise<Page<BidView>>
  /** The lots somebody has bid on, each with their latest bid, the latest first. */
  listOf(bidder: UserId, page: PageRequest): Promise<Page<{ lot: Lot; maximum: Money; at: Date }>>
}

export type Wallets = {
  /** @throws DomainError of the decision; key-reused. */
  onWallet<Command, Answer>(
    user: UserId,
    work: WalletWork<Command, Answer>,
    command: Command,
    key: IdempotencyKey,
  ): Promise<IdempotentResult<Answer>>
  find(user: UserId): Promise<Wallet>
  /** The lines of somebody's accounts, newest first. */
  entries(user: UserId, page: PageRequest): Promise<Page<EntryView>>
}

export type Users = {
  /** Adds a user with an empty wallet; null when the address is taken. */
  add(user: { email: string; name: string; passwordHash: string }): Promise<Caller | null>
  findByEmail(email: string): Promise<(Caller & { passwordHash: string }) | null>
  /** Keeps another hash of the same password, where `from` is still the one that is kept. */
  rehash(user: UserId, hash: { from: string; to: string }): Promise<void>
  /**
   * Keeps the hash of another password, where `from` is still the one that is kept. With it ends every
   * session that was opened by the password before, and `session` begins; all of it or nothing.
   * @returns whether it was still kept.
   */
  changePassword(
    user: UserId,
    change: { from: string; to: string; session: NewSession },
  ): Promise<boolean>
}

export type Keys = {
  /** Forgets some of the keys that were kept before a moment; answers whether there may be more. */
  forget(before: Date): Promise<boolean>
}
