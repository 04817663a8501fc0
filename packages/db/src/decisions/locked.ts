import {
  type Account,
  type Lot,
  type LotId,
  type Money,
  money,
  type Standing,
  type User,
  type UserId,
  type Wallet,
} from '@gavel/domain'
import { StaleSnapshot } from '../errors.ts'
import type { State } from './command.ts'
import { type IdempotencyRecord, recordName } from './idempotency-record.ts'
import type { LockedAccount, LockedRow, LotRow } from './statements.ts'

/** The rows that the locking statement read, as types of the domain. */
export type Locked = {
  lotId: LotId | null
  state: State
  holdId: string | null
  seq: number
  now: Date
  records: ReadonlyMap<string, IdempotencyRecord>
  /** Returns the id of an account. @throws Error for an account that is not locked. */
  accountId(account: Account): string
}

/** Converts the locked rows. @throws StaleSnapshot when the leader is newer than the statement's snapshot. */
export function readLocked(row: LockedRow): Locked {
  const accounts = row.accounts ?? []
  const people = new Map(row.people?.map((user) => [user.id, user]))
  const ids = new Map(accounts.map(({ id, owner, kind }) => [`${owner} ${kind}`, id]))
  const wallets = walletsOf(accounts)
  const lot = row.lot && lotOfLocked(row.lot, people)
  if (lot?.standing && !wallets.has(lot.standing.leader.id)) throw new StaleSnapshot()
  return {
    lotId: row.lot?.id ?? null,
    state: { lot, wallets },
    holdId: row.lot?.hold_id ?? null,
    seq: row.seq ?? 0,
    now: row.now,
    records: new Map(
      row.keys?.map((record) => [recordName({ user: record.user_id, key: record.key }), record]),
    ),
    accountId({ owner, kind }) {
      const id = ids.get(`${owner} ${kind}`)
      if (!id) throw new Error(`A decision moves money of an account that is not locked: ${kind}`)
      return id
    },
  }
}

/** Converts balances to wallets. `money()` throws for a balance that a number cannot hold exactly. */
function walletsOf(accounts: readonly LockedAccount[]): Map<UserId, Wallet> {
  const wallets = new Map<UserId, Wallet>()
  for (const { owner, kind, balance } of accounts) {
    if (owner === null) continue
    const wallet = wallets.get(owner) ?? { available: money(0), held: money(0) }
    wallets.set(owner, { ...wallet, [kind]: money(Number(balance)) })
  }
  return wallets
}

function lotOfLocked(row: LotRow, people: ReadonlyMap<UserId, User>): Lot {
  const { opens_at: opensAt, closes_at: closesAt, soft_close_seconds: softCloseSeconds } = row
  return {
    id: row.id,
    seller: personOf(row.seller_id, people),
    title: row.title,
    description: row.description,
    startingPrice: money(row.starting_price),
    reservePrice: moneyOrNull(row.reserve_price),
    schedule:
      opensAt && closesAt
        ? { opensAt: new Date(opensAt), closesAt: new Date(closesAt), softCloseSeconds }
        : null,
    standing: standingOf(row, people),
    bidCount: row.bid_count,
    opened: row.opened,
    withdrawn: row.withdrawn,
    settled: row.settled,
    version: row.version,
  }
}

function standingOf(row: LotRow, people: ReadonlyMap<UserId, User>): Standing | null {
  const { price, leader_id: leader, maximum } = row
  if (price === null || leader === null || maximum === null) return null
  return { price: money(price), leader: personOf(leader, people), maximum: money(maximum) }
}

function personOf(id: UserId, people: ReadonlyMap<UserId, User>): User {
  const person = people.get(id)
  if (!person) throw new StaleSnapshot()
  return person
}

const moneyOrNull = (amount: number | null): Money | null =>
  amount === null ? null : money(amount)
