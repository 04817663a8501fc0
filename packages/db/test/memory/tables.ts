import { randomBytes } from 'node:crypto'
import type {
  Account,
  Caller,
  Effects,
  Lot,
  LotFacts,
  LotId,
  MessageFacts,
  Money,
  DomainError,
  RoomEvent,
  Session,
  NewMessage,
  Transfer,
  TransferId,
  UserId,
} from '@gavel/domain'

export type Bid = NonNullable<Effects['bid']> & LotFacts & { lotId: LotId }
export type Posted = Transfer & { id: TransferId; lotId: LotId | null; at: Date }
export type Hold = { lotId: LotId; user: UserId; amount: Money; openedBy: TransferId } & {
  closedBy: TransferId | null
}
export type Settlement = NonNullable<Effects['settlement']> & { transfer: TransferId | null }
export type Message = NewMessage & MessageFacts & { lotId: LotId }
export type LoggedEvent = { seq: number; type: RoomEvent['type']; at: Date; data: unknown }
/** The log ends at `seq`; what is up to `trimmed` is gone. */
export type Room = { seq: number; trimmed: number; log: LoggedEvent[] }
/** `body` is the answer as JSON. */
export type IdempotencyRecord = { fingerprint: string; at: Date } & (
  | { body: string }
  | { refusal: DomainError }
)
export type Place = readonly (string | number)[]

/** The tables of the memory store. */
export const noTables = () => ({
  users: new Map<UserId, Caller & { passwordHash: string }>(),
  /** By the hash of the e-mail address. */
  failedSignIns: new Map<string, { failures: readonly Date[]; at: Date }>(),
  sessions: new Map<string, Omit<Session, 'user'> & { user: UserId; hasEnded: boolean }>(),
  /** By name. */
  rateLimits: new Map<string, { count: number; since: Date; until: Date }>(),
  lots: new Map<LotId, Lot>(),
  rooms: new Map<LotId, Room>(),
  bids: [] as Bid[],
  messages: [] as Message[],
  transfers: [] as Posted[],
  /** By the name of the account. */
  balances: new Map<string, number>(),
  holds: [] as Hold[],
  settlements: new Map<LotId, Settlement>(),
  idempotencyRecords: new Map<string, IdempotencyRecord>(),
  /** By process, who watches which room there, and since when that is known. */
  presence: new Map<string, { watching: ReadonlyMap<LotId, number>; at: number }>(),
  epoch: randomBytes(6).toString('hex'),
  /** What each cursor that was given out stands for. */
  cursors: new Map<string, { list: string; place: Place }>(),
})

export type Tables = ReturnType<typeof noTables>

/** Runs a decision under the only lock of the store, with the time read under it. */
export type Alone = <Answer>(decide: (now: Date) => Answer) => Promise<Answer>

/** One account's name: the house's own have no owner. */
export const nameOf = ({ owner, kind }: Account): string => (owner ? `${owner} ${kind}` : kind)

export const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0)
