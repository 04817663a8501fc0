import type { LotId, UserId } from '@gavel/domain'
import type { Client } from 'pg'

/** Whom and what a large house has much of. */
export type LargeHouse = {
  /** Has consigned 72 of its lots, as others have. */
  seller: UserId
  /** Has 2,000 of its bids. */
  bidder: UserId
  /** Has 800 of its entries, on two accounts. */
  owner: UserId
  /** Has 2,000 bids. */
  lotId: LotId
}

/** Ids that ascend by `n`; each `kind` of row has its own. */
const id = (kind: number, n: string) =>
  `(lpad(to_hex(${n}), 8, '0') || '-0000-7000-8000-00000000000${kind}')::uuid`

const [USER, LOT, BID, TRANSFER, AVAILABLE, HELD] = [1, 2, 3, 4, 5, 6] as const

const LOTS = 6_000

/**
 * Fills a new database with 6,000 lots: 600 drafts, 120 withdrawn, 120 scheduled, 144 live, and of the
 * closed ones more than a quarter unsold; with 16,000 bids and 40,000 entries. It is made for plans
 * alone, by SQL and behind the guards: in a second or two, and with books that are not right.
 */
export async function fillLargeHouse(sql: Client): Promise<LargeHouse> {
  // While a commit is not flushed, vacuum does not mark its rows as seen by all.
  await sql.query('set synchronous_commit = on')
  await sql.query('begin')
  await sql.query('set local session_replication_role = replica')
  for (const statement of [people, lots, bids, transfers, entries]) await sql.query(statement)
  await sql.query('commit')
  await sql.query('vacuum analyze')
  const { rows } = await sql.query(
    `select ${id(USER, '5')} as seller, ${id(USER, '2')} as bidder, ${id(USER, '3')} as owner,
      ${id(LOT, String(LOTS))} as "lotId"`,
  )
  return rows[0]
}

const people = `
  with people as (
    insert into "user" (id, email, name, password_hash, at)
    select ${id(USER, 'n')}, n || '@gavel.test', 'P' || n, 'none', now()
    from generate_series(1, 100) n)
  insert into account (id, owner_id, kind)
  select ${id(AVAILABLE, 'n')}, ${id(USER, 'n')}, 'available'::account_kind
  from generate_series(1, 100) n
  union all
  select ${id(HELD, 'n')}, ${id(USER, 'n')}, 'held' from generate_series(1, 100) n`

/** The last 300 that are no drafts are scheduled and live in turn; older ones are closed. */
const lots = `
  insert into lot (id, seller_id, title, description, starting_price, opens_at, closes_at, opened,
    withdrawn, settled, price, leader_id, maximum, bid_count, at)
  select ${id(LOT, 'n')}, ${id(USER, 'n % 83 + 5')}, 'Clock ' || n,
    case when n % 2000 = 7 then 'A kalimba' else 'An antique' end, 100,
    case when is_draft then null when is_new and n % 2 = 0 then now() + n * interval '1 minute'
      else now() - interval '10 days' end,
    case when is_draft then null when is_new then now() + n * interval '1 minute' + interval '9 days'
      else now() - interval '1 day' end,
    is_over, n % 50 = 1, is_over,
    case when is_sold then 200 end, case when is_sold then ${id(USER, '4')} end,
    case when is_sold then 200 end, is_sold::int, now()
  from generate_series(1, ${LOTS}) n,
    lateral (select n % 10 = 0 as is_draft, n > ${LOTS - 300} as is_new) as age,
    lateral (
      select not is_new and not is_draft and n % 50 <> 1 as is_over) as ending,
    lateral (select is_over and n % 4 <> 3 as is_sold) as sale`

/** Two on each lot, 2,000 more on the last, and 2,000 more by one bidder on as many lots. */
const bids = `
  insert into bid (id, lot_id, bidder_id, maximum, price, at, seq)
  select ${id(BID, 'n')}, ${id(LOT, `n % ${LOTS} + 1`)}, ${id(USER, 'n % 97 + 4')}, 200, 200,
    now() - interval '10 days' + n * interval '1 second', n / ${LOTS} + 1
  from generate_series(1, ${2 * LOTS}) n
  union all
  select ${id(BID, '100000 + n')}, ${id(LOT, String(LOTS))}, ${id(USER, 'n % 97 + 4')}, 200, 200,
    now(), n + 9
  from generate_series(1, 2000) n
  union all
  select ${id(BID, '200000 + n')}, ${id(LOT, 'n')}, ${id(USER, '2')}, 200, 200,
    now() - n * interval '1 second', 9
  from generate_series(1, 2000) n`

/** Each moves an amount from `available` to `held`, of fifty people in turn. */
const transfers = `
  insert into transfer (id, kind, lot_id, at)
  select ${id(TRANSFER, 'n')}, 'hold', ${id(LOT, '1')}, now() from generate_series(1, 20000) n`

const entries = `
  insert into entry (transfer_id, line, account_id, amount)
  select ${id(TRANSFER, 'n')}, 0, ${id(AVAILABLE, 'n % 50 + 1')}, -100
  from generate_series(1, 20000) n
  union all
  select ${id(TRANSFER, 'n')}, 1, ${id(HELD, 'n % 50 + 1')}, 100
  from generate_series(1, 20000) n`
