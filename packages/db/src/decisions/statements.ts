import type { IdempotencyKey, Lot, LotId, UserId } from '@gavel/domain'
import type { Transaction } from '../client.ts'
import type { Party } from './command.ts'
import type { Writes } from './writes.ts'

// The two statements of every decision are SQL, because Prisma has no row locks and its nested writes
// take one round trip per row. One statement locks and reads, one writes, for one bid or for sixty-four.

/** An account as the locking statement read it. `balance` is text: `world` may pass 2^53. */
export type LockedAccount = {
  id: string
  owner: UserId | null
  kind: 'available' | 'held' | 'fees' | 'world'
  balance: string
}

export type LockedRow = {
  lot: LotRow | null
  /** The last event of the lot's room. */
  seq: number | null
  accounts: LockedAccount[] | null
  people: { id: UserId; name: string }[] | null
  keys: KeyRow[] | null
  now: Date
}

/** A row of `lot` as `row_to_json` writes it. */
export type LotRow = {
  id: LotId
  seller_id: UserId
  title: string
  description: string
  starting_price: number
  reserve_price: number | null
  opens_at: string | null
  closes_at: string | null
  soft_close_seconds: number
  price: number | null
  leader_id: UserId | null
  maximum: number | null
  hold_id: string | null
} & Pick<Lot, 'opened' | 'withdrawn' | 'settled' | 'version'> & { bid_count: number }

export type KeyRow = {
  user_id: UserId
  key: string
  fingerprint: string
  refused: boolean
  body: unknown
}

/**
 * Locks lot, room and accounts, in that order and the accounts by ascending id, so that no two
 * decisions wait for each other, and reads them.
 *
 * Each row comes back in its newest version, for the lock waits for whoever changes it; what is only
 * joined comes from the statement's older snapshot. The clock is read over a materialised row, and
 * so after the last lock: beside the lock it could be read before the wait, and a bid that queued
 * past the close would count. `FOR NO KEY UPDATE` leaves foreign keys to the rows free.
 */
export async function lock(
  transaction: Transaction,
  asked: { lotId: LotId | null; walletsToLock: readonly Party[]; keys: readonly IdempotencyKey[] },
): Promise<LockedRow> {
  const house = asked.walletsToLock.filter((party) => party === 'fees' || party === 'world')
  const users = asked.walletsToLock.filter((party) => party !== 'fees' && party !== 'world')
  const [row] = await transaction.$queryRaw<[LockedRow]>`
    with records as materialized (
      select i.user_id, i.key, i.fingerprint, i.refused, i.body
      from unnest(${asked.keys.map((key) => key.user)}::uuid[], ${asked.keys.map(({ key }) => key)}::text[])
        as given (user_id, key) join idempotency i using (user_id, key)),
    lots as materialized (
      select * from lot where id = ${asked.lotId}::uuid for no key update),
    rooms as materialized (
      select seq from room where lot_id = (select id from lots) for no key update),
    accounts as materialized (
      select id, owner_id as owner, kind, balance::text as balance from account
      where owner_id = any(${users}::uuid[]) or owner_id = (select leader_id from lots)
        or (owner_id is null and kind = any(${house}::account_kind[]))
      order by id for no key update),
    locked as materialized (
      select
        (select row_to_json(lots) from lots) as lot,
        (select seq from rooms) as seq,
        (select json_agg(accounts) from accounts) as accounts,
        (select json_agg(json_build_object('id', id, 'name', name)) from "user"
          where id = any(array(select unnest(array[seller_id, leader_id]) from lots))) as people,
        (select json_agg(records) from records) as keys)
    select locked.*, date_trunc('milliseconds', clock_timestamp()) as now from locked`
  return row
}

/**
 * Writes what was decided. What is updated is counted: where a row was not as the lock had shown it,
 * the counts differ, and the transaction must not stand.
 * @throws Error when a count differs.
 */
export async function write(transaction: Transaction, w: Writes): Promise<void> {
  const [done] = await transaction.$queryRaw<[{ closed: number; accounts: number; lots: number }]>`
    with new_transfers as (
      insert into transfer (id, kind, lot_id, at)
      select u.id, u.kind, ${w.lotId}::uuid, ${w.at}::timestamptz
      from unnest(${w.transfers.id}::uuid[], ${w.transfers.kind}::transfer_kind[]) u (id, kind)),
    new_entries as (
      insert into entry (transfer_id, line, account_id, amount)
      select * from unnest(${w.entries.transfer}::uuid[], ${w.entries.line}::smallint[],
        ${w.entries.account}::uuid[], ${w.entries.amount}::bigint[])),
    closed_holds as (
      update hold set closed_by = ${w.closing?.by ?? null}::uuid
      where id = ${w.closing?.hold ?? null}::uuid and closed_by is null returning id),
    new_holds as (
      insert into hold (id, lot_id, user_id, amount, opened_by, closed_by)
      select u.id, ${w.lotId}::uuid, u.user_id, u.amount, u.opened_by, u.closed_by
      from unnest(${w.holds.id}::uuid[], ${w.holds.user}::uuid[], ${w.holds.amount}::bigint[],
        ${w.holds.openedBy}::uuid[], ${w.holds.closedBy}::uuid[])
        u (id, user_id, amount, opened_by, closed_by)
      -- Reading the count makes the old hold close before the new one opens: one is open at a time.
      where (select count(*) from closed_holds) >= 0),
    changed_accounts as (
      update account set balance = account.balance + u.change
      from unnest(${w.balances.account}::uuid[], ${w.balances.change}::bigint[]) u (id, change)
      where account.id = u.id returning 1),
    new_bids as (
      insert into bid (id, lot_id, bidder_id, maximum, price, at, seq)
      select u.id, ${w.lotId}::uuid, u.bidder, u.maximum, u.price, ${w.at}::timestamptz, u.seq
      from unnest(${w.bids.id}::uuid[], ${w.bids.bidder}::uuid[], ${w.bids.maximum}::bigint[],
        ${w.bids.price}::bigint[], ${w.bids.seq}::int[]) u (id, bidder, maximum, price, seq)),
    new_events as (
      insert into room_event (lot_id, seq, type, at, data)
      select ${w.lotId}::uuid, u.seq, u.type, ${w.at}::timestamptz, u.data
      from unnest(${w.events.seq}::int[], ${w.events.type}::text[], ${w.events.data}::json[])
        u (seq, type, data)),
    changed_rooms as (
      update room set seq = ${w.seq}::int where lot_id = ${w.lotId}::uuid and seq < ${w.seq}::int),
    new_settlements as (
      insert into settlement (lot_id, winner_id, hammer, premium, transfer_id, at)
      select ${w.lotId}::uuid, u.winner, u.hammer, u.premium, u.transfer, ${w.at}::timestamptz
      from unnest(${w.settlements.winner}::uuid[], ${w.settlements.hammer}::bigint[],
        ${w.settlements.premium}::bigint[], ${w.settlements.transfer}::uuid[])
        u (winner, hammer, premium, transfer)),
    changed_lots as (
      update lot set
        title = ${w.lot?.title ?? ''}, description = ${w.lot?.description ?? ''},
        starting_price = ${w.lot?.startingPrice ?? 0}::bigint,
        reserve_price = ${w.lot?.reservePrice ?? null}::bigint,
        opens_at = ${w.lot?.schedule?.opensAt ?? null}::timestamptz,
        closes_at = ${w.lot?.schedule?.closesAt ?? null}::timestamptz,
        soft_close_seconds = coalesce(${w.lot?.schedule?.softCloseSeconds ?? null}::int, soft_close_seconds),
        price = ${w.lot?.standing?.price ?? null}::bigint,
        leader_id = ${w.lot?.standing?.leader.id ?? null}::uuid,
        maximum = ${w.lot?.standing?.maximum ?? null}::bigint,
        hold_id = ${w.holdId}::uuid,
        bid_count = ${w.lot?.bidCount ?? 0}::int,
        opened = ${w.lot?.opened ?? false}::boolean,
        withdrawn = ${w.lot?.withdrawn ?? false}::boolean,
        settled = ${w.lot?.settled ?? false}::boolean,
        version = ${w.lot?.version ?? 0}::int
      where id = ${w.lotId}::uuid and version < ${w.lot?.version ?? 0}::int returning 1),
    new_keys as (
      insert into idempotency (user_id, key, fingerprint, refused, body, at)
      select u.*, ${w.at}::timestamptz
      from unnest(${w.keys.user}::uuid[], ${w.keys.key}::text[], ${w.keys.fingerprint}::text[],
        ${w.keys.refused}::boolean[], ${w.keys.body}::json[]) u)
    select (select count(*) from closed_holds)::int as closed, (select count(*) from changed_accounts)::int as accounts,
      (select count(*) from changed_lots)::int as lots`
  const wanted = { closed: w.closing ? 1 : 0, accounts: w.balances.account.length }
  const isAsWanted = done.closed === wanted.closed && done.accounts === wanted.accounts
  if (!isAsWanted || done.lots !== (w.lot ? 1 : 0))
    throw new Error(`A decision found ${JSON.stringify(done)} rows to write`)
}
