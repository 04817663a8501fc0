import type { LotId, User } from '@gavel/domain'
import { beforeAll, describe, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { aDatabase, rolledBack } from './a-database.ts'

const the = aDatabase()

/** An evening: a lot that Ada leads, one that is settled, and one that Ben was outbid on. */
let ada: User
let seller: User
let open: LotId
let settled: LotId
let fresh: LotId

beforeAll(async () => {
  const { evening } = the()
  ada = await evening.aPerson('Ada', 1_000_00)
  seller = await evening.aPerson('Seller')
  const ben = await evening.aPerson('Ben', 1_000_00)
  fresh = await evening.aDraft(seller)
  open = await evening.aLot(seller)
  await evening.bid(open, ben, 150_00)
  await evening.bid(open, ada, 200_00)
  settled = await evening.aLot(seller, { closes: 500 })
  await evening.bid(settled, ada, 100_00)
  await evening.settled(settled)
})

/** By which constraint the database refuses a statement; null where it takes it. */
const refusedBy = (statement: string, values: readonly unknown[] = []): Promise<string | null> =>
  rolledBack(the().sql, () =>
    the()
      .sql.query(statement, [...values])
      .then(() => null)
      .catch(
        (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
      ),
  )

const account = (kind: string) =>
  `(select id from account where owner_id = $1 and kind = '${kind}')`

describe('an amount that cannot be', () => {
  it.each([
    {
      name: 'a wallet below zero',
      constraint: 'no_overdraft',
      set: 'account set balance = -1 where owner_id = $1',
    },
    {
      name: 'fees below zero',
      constraint: 'no_overdraft',
      set: `account set balance = -1 where kind = 'fees' and $1::uuid is not null`,
    },
    {
      name: 'a wallet of the house',
      constraint: 'account_has_its_owner',
      set: 'account set owner_id = null where owner_id = $1',
    },
  ])('$name is refused', async ({ set, constraint }) => {
    expect(await refusedBy(`update ${set}`, [ada.id])).toBe(constraint)
  })

  it('a second account of a kind is refused, a user’s or the house’s', async () => {
    const insert = 'insert into account (id, owner_id, kind) values ($1, $2, $3)'

    expect(await refusedBy(insert, [v7(), ada.id, 'held'])).toBe('account_owner_id_kind_key')
    expect(await refusedBy(insert, [v7(), null, 'fees'])).toBe('account_of_the_house')
    expect(await refusedBy(insert, [v7(), null, 'held'])).toBe('account_has_its_owner')
    expect(await refusedBy(insert, [v7(), ada.id, 'world'])).toBe('account_has_its_owner')
  })
})

describe('a lot that cannot be', () => {
  it.each([
    { constraint: 'lot_starting_price', set: 'starting_price = 0' },
    { constraint: 'lot_starting_price', set: 'starting_price = 1000000000001' },
    { constraint: 'lot_reserve_price', set: 'reserve_price = starting_price - 1' },
    { constraint: 'lot_reserve_price', set: 'reserve_price = 1000000000001' },
    { constraint: 'lot_schedule', set: 'opens_at = now()' },
    { constraint: 'lot_schedule', set: 'closes_at = now()' },
    { constraint: 'lot_schedule', set: `opens_at = now(), closes_at = now() + '999 milliseconds'` },
    { constraint: 'lot_standing', set: 'price = starting_price' },
    { constraint: 'lot_standing', set: 'bid_count = 1' },
    { constraint: 'lot_hold', set: 'hold_id = id' },
  ])('a draft with $set is refused', async ({ set, constraint }) => {
    expect(await refusedBy(`update lot set ${set} where id = $1`, [fresh])).toBe(constraint)
  })

  it.each([
    { constraint: 'lot_standing', set: 'price = starting_price - 1' },
    { constraint: 'lot_standing', set: 'price = maximum + 1' },
    { constraint: 'lot_standing', set: 'maximum = 1000000000001' },
    { constraint: 'lot_standing', set: 'leader_id = null, hold_id = null' },
    { constraint: 'lot_standing', set: 'bid_count = 0' },
    { constraint: 'lot_sellers_do_not_lead', set: 'leader_id = seller_id' },
    { constraint: 'lot_hold', set: 'hold_id = null' },
    { constraint: 'lot_hold', set: 'settled = true' },
    { constraint: 'lot_withdrawn_has_no_bids', set: 'withdrawn = true' },
  ])('a lot that is led with $set is refused', async ({ set, constraint }) => {
    expect(await refusedBy(`update lot set ${set} where id = $1`, [open])).toBe(constraint)
  })
})

describe('a transfer that cannot be', () => {
  const transfer = `with t as (insert into transfer (id, kind, at) values ($2, 'deposit', now()))
    insert into entry (transfer_id, line, account_id, amount) values`

  it('does not add up', async () => {
    const lines = `($2, 0, ${account('available')}, 5), ($2, 1, ${account('held')}, -4)`

    expect(await refusedBy(`${transfer} ${lines}`, [ada.id, v7()])).toBe('transfer_balances')
  })

  it('adds up with the transfer beside it, but not by itself', async () => {
    const other = `(select id from transfer where id <> $2 limit 1)`
    const lines = `($2, 0, ${account('available')}, 5), (${other}, 9, ${account('held')}, -5)`

    expect(await refusedBy(`${transfer} ${lines}`, [ada.id, v7()])).toBe('transfer_balances')
  })

  it('moves nothing', async () => {
    const lines = `($2, 0, ${account('available')}, 0)`

    expect(await refusedBy(`${transfer} ${lines}`, [ada.id, v7()])).toBe('entries_nonzero')
  })
})

describe('what was written down once', () => {
  it.each([
    { name: 'a transfer', change: `update transfer set at = now() where lot_id = $1` },
    { name: 'a transfer', change: `delete from transfer where lot_id = $1` },
    {
      name: 'an entry',
      change: `update entry set amount = -amount where transfer_id in (select id from transfer where lot_id = $1)`,
    },
    {
      name: 'an entry',
      change: `delete from entry where transfer_id in (select id from transfer where lot_id = $1)`,
    },
    { name: 'a bid', change: `update bid set maximum = maximum + 1 where lot_id = $1` },
    { name: 'a bid', change: `delete from bid where lot_id = $1` },
    { name: 'a settlement', change: `update settlement set at = now() where lot_id = $1` },
    { name: 'a settlement', change: `delete from settlement where lot_id = $1` },
    { name: 'a hold', change: `delete from hold where lot_id = $1` },
    { name: 'a hold that is closed', change: `update hold set closed_by = null where lot_id = $1` },
    {
      name: 'a hold that is closed',
      change: `update hold set closed_by = opened_by where lot_id = $1`,
    },
  ])('$name never changes: $change', async ({ change }) => {
    expect(await refusedBy(change, [settled])).toBe('never_changes')
  })

  it.each([
    'amount = amount + 1',
    'user_id = (select seller_id from lot where id = $1)',
    'id = lot_id',
  ])('a hold that is open never changes by %s', async (set) => {
    const change = `update hold set ${set} where lot_id = $1 and closed_by is null`

    expect(await refusedBy(change, [open])).toBe('never_changes')
  })
})

describe('what there is once', () => {
  const copies = {
    hold: `insert into hold select $2, lot_id, user_id, amount, $3, null from hold where lot_id = $1 and closed_by is null`,
    opened: `insert into hold select $2, lot_id, user_id, amount, opened_by, opened_by from hold where lot_id = $1 and closed_by is null and $3::uuid is not null`,
    closed: `insert into hold select $2, lot_id, user_id, amount, $3, closed_by from hold where lot_id = $1 and closed_by is not null`,
  }

  it.each([
    { name: 'an open hold of a lot', copy: copies.hold, constraint: 'hold_once' },
    { name: 'a hold that a transfer opens', copy: copies.opened, constraint: 'hold_opened_by_key' },
    {
      name: 'a hold that a transfer closes',
      copy: copies.closed,
      constraint: 'hold_closed_by_key',
    },
  ])('$name', async ({ copy, constraint }) => {
    const { rows } = await the().sql.query(`select id from transfer where kind = 'deposit' limit 1`)

    expect(await refusedBy(copy, [open, v7(), rows[0].id])).toBe(constraint)
  })

  it.each([
    {
      name: 'the settlement of a lot',
      constraint: 'settlement_pkey',
      copy: `insert into settlement select * from settlement where lot_id = $1`,
    },
    {
      name: 'a sale that a transfer pays for',
      constraint: 'settlement_transfer_id_key',
      copy: `insert into settlement select '${'0'.repeat(32)}', winner_id, hammer, premium, transfer_id, at from settlement where lot_id = $1`,
    },
    {
      name: 'a bid at its place',
      constraint: 'bid_lot_id_seq_key',
      copy: `insert into bid select gen_random_uuid(), lot_id, bidder_id, maximum, price, at, seq from bid where lot_id = $1`,
    },
    {
      name: 'an event at its place',
      constraint: 'room_event_pkey',
      copy: `insert into room_event select * from room_event where lot_id = $1`,
    },
    {
      name: 'an Idempotency-Key of a user',
      constraint: 'idempotency_pkey',
      copy: `insert into idempotency select i.* from idempotency i join lot on seller_id = user_id where lot.id = $1`,
    },
  ])('$name', async ({ copy, constraint }) => {
    expect(await refusedBy(copy, [settled])).toBe(constraint)
  })
})

describe('a settlement that cannot be', () => {
  const insert =
    'insert into settlement (lot_id, winner_id, hammer, premium, transfer_id, at) values'

  it.each([
    { name: 'a fee without a winner', row: '($1, null, 0, 1, null, now())' },
    { name: 'a price without a winner', row: '($1, null, 1, 0, null, now())' },
    { name: 'a winner who pays nothing', row: '($1, $2, 0, 0, $1, now())' },
    { name: 'a premium of another rate', row: '($1, $2, 10000, 999, $1, now())' },
    { name: 'a sale without its transfer', row: '($1, $2, 10000, 1000, null, now())' },
  ])('$name is refused', async ({ row }) => {
    const values = row.includes('$2') ? [open, ada.id] : [open]

    expect(await refusedBy(`${insert} ${row}`, values)).toBe('settlement_sale')
  })
})

describe('a bid or a hold of nothing', () => {
  it('is refused', async () => {
    const bid = `insert into bid select gen_random_uuid(), lot_id, bidder_id, 0, price, at, 99 from bid where lot_id = $1`
    const hold = `insert into hold select gen_random_uuid(), lot_id, user_id, 0, closed_by, opened_by from hold where lot_id = $1`

    expect(await refusedBy(bid, [open])).toBe('bid_price')
    expect(await refusedBy(hold, [open])).toBe('hold_amount')
  })
})
