import type { LotId, User } from '@gavel/domain'
import { beforeAll, describe, expect, it } from 'vitest'
import { aDatabase, rolledBack } from './a-database.ts'

const the = aDatabase()

let ada: User
let open: LotId
let settled: LotId

beforeAll(async () => {
  const { evening } = the()
  const seller = await evening.aPerson('Seller')
  ada = await evening.aPerson('Ada', 1_000_00)
  open = await evening.aLot(seller)
  await evening.bid(open, ada, 150_00)
  await evening.bid(open, await evening.aPerson('Ben', 1_000_00), 200_00)
  settled = await evening.aLot(seller, { closes: 500 })
  await evening.bid(settled, ada, 100_00)
  await evening.settled(settled)
})

/** What check_invariants() finds after something was done to the database, which is then undone. */
const foundAfter = (...done: readonly string[]): Promise<string[]> =>
  rolledBack(the().sql, async () => {
    const { sql, breaches } = the()
    for (const statement of done)
      await sql.query(
        statement
          .replaceAll(':open', `'${open}'`)
          .replaceAll(':settled', `'${settled}'`)
          .replaceAll(':ada', `'${ada.id}'`),
      )
    return (await breaches()).map(({ invariant, breach }) => `${invariant}: ${breach}`)
  })

/** Only the names. */
const names = (found: readonly string[]) => [...new Set(found.map((line) => line.split(':')[0]))]

describe('a house that is right', () => {
  it('has no breach', async () => {
    expect(await foundAfter()).toEqual([])
  })
})

describe('a guard that is gone', () => {
  const triggers = [
    { trigger: 'never_changes', table: 'transfer' },
    { trigger: 'never_changes', table: 'entry' },
    { trigger: 'never_changes', table: 'bid' },
    { trigger: 'never_changes', table: 'settlement' },
    { trigger: 'never_changes', table: 'hold' },
    { trigger: 'hold_closes_once', table: 'hold' },
    { trigger: 'transfer_balances', table: 'entry' },
  ]

  it.each(triggers)(
    'is named when the trigger $trigger on $table is disabled',
    async ({ trigger, table }) => {
      expect(await foundAfter(`alter table ${table} disable trigger ${trigger}`)).toEqual([
        `guards_present: trigger ${trigger} on ${table}`,
      ])
    },
  )

  it.each(triggers)(
    'is named when the trigger $trigger on $table is dropped',
    async ({ trigger, table }) => {
      expect(await foundAfter(`drop trigger ${trigger} on ${table}`)).toEqual([
        `guards_present: trigger ${trigger} on ${table}`,
      ])
    },
  )

  it.each([
    'hold_once',
    'hold_opened_by_key',
    'hold_closed_by_key',
    'settlement_transfer_id_key',
    'bid_lot_id_seq_key',
    'account_owner_id_kind_key',
    'account_of_the_house',
  ])('is named when the unique index %s is dropped', async (index) => {
    expect(await foundAfter(`drop index ${index}`)).toEqual([`guards_present: index ${index}`])
  })

  it('is named when an index is there, but no longer unique', async () => {
    const done = ['drop index hold_once', 'create index hold_once on hold (lot_id)']

    expect(await foundAfter(...done)).toEqual(['guards_present: index hold_once'])
  })

  it.each(['settlement', 'idempotency', 'room_event'])(
    'is named when the primary key of %s is dropped',
    async (table) => {
      expect(await foundAfter(`alter table ${table} drop constraint ${table}_pkey`)).toEqual([
        `guards_present: index ${table}_pkey`,
      ])
    },
  )

  it.each([
    ['account', 'no_overdraft'],
    ['entry', 'entries_nonzero'],
    ['lot', 'lot_standing'],
    ['lot', 'lot_hold'],
  ])('is named when %s loses its constraint %s', async (table, constraint) => {
    expect(await foundAfter(`alter table ${table} drop constraint ${constraint}`)).toEqual([
      `guards_present: constraint ${constraint}`,
    ])
  })
})

/** With the triggers off, foreign keys and all; `check` and unique indexes hold on. */
const UNGUARDED = `set local session_replication_role = replica`
const DEPOSIT = `(select transfer_id from entry join transfer t on t.id = transfer_id where t.kind = 'deposit' limit 1)`

describe('a corruption that was planted behind the guards', () => {
  it.each([
    {
      name: 'an entry more',
      planted: [
        `insert into entry select ${DEPOSIT}, 9, id, 1 from account where owner_id = :ada and kind = 'available'`,
      ],
      found: ['transfer_balances', 'cache_true'],
    },
    {
      name: 'an entry of nothing',
      planted: [
        'alter table entry drop constraint entries_nonzero',
        `insert into entry select ${DEPOSIT}, 9, id, 0 from account where owner_id = :ada and kind = 'held'`,
      ],
      found: ['entries_nonzero', 'guards_present'],
    },
    {
      name: 'a cent out of nowhere',
      planted: [
        `update account set balance = balance + 1 where owner_id = :ada and kind = 'available'`,
      ],
      found: ['books_zero', 'cache_true'],
    },
    {
      name: 'a cent from one wallet to another, without a transfer',
      planted: [
        `update account set balance = balance + 1 where owner_id = :ada and kind = 'available'`,
        `update account set balance = balance - 1 where kind = 'world'`,
      ],
      found: ['cache_true'],
    },
    {
      name: 'a balance below zero',
      planted: [
        'alter table account drop constraint no_overdraft',
        `update account set balance = balance - 100000 where owner_id = :ada and kind = 'held'`,
        `update account set balance = balance + 100000 where kind = 'world'`,
      ],
      found: ['cache_true', 'no_overdraft', 'held_explained', 'guards_present'],
    },
    {
      name: 'a hold that is closed by no transfer of it',
      planted: [
        `update hold set closed_by = ${DEPOSIT} where lot_id = :open and closed_by is null`,
      ],
      found: ['held_explained', 'hold_once', 'one_leader_hold'],
    },
    {
      name: 'a hold of another amount',
      planted: [
        'update hold set amount = amount + 1 where lot_id = :open and closed_by is not null',
      ],
      found: ['hold_once'],
    },
    {
      name: 'two open holds of a lot',
      planted: ['drop index hold_once', 'update hold set closed_by = null where lot_id = :open'],
      found: ['held_explained', 'hold_once', 'one_leader_hold', 'guards_present'],
    },
    {
      name: 'a lot that says it is settled, and is not',
      planted: ['update lot set settled = true, hold_id = null where id = :open'],
      found: ['settled_once', 'one_leader_hold'],
    },
    {
      name: 'a settlement that is gone',
      planted: ['delete from settlement where lot_id = :settled'],
      found: ['settled_once'],
    },
    {
      name: 'a settlement of another price',
      planted: [
        'update settlement set hammer = hammer + 10, premium = premium + 1 where lot_id = :settled',
      ],
      found: ['settled_once'],
    },
    {
      name: 'a settlement for another winner',
      planted: ['update settlement set winner_id = (select seller_id from lot where id = lot_id)'],
      found: ['settled_once'],
    },
    {
      name: 'a settlement that knows of no sale',
      planted: ['update settlement set winner_id = null, hammer = 0, premium = 0'],
      found: ['settled_once'],
    },
    {
      name: 'a leader whose maximum is not covered',
      planted: ['update lot set maximum = maximum + 100 where id = :open'],
      found: ['one_leader_hold'],
    },
    {
      name: 'a leader whom nothing is held of',
      planted: ['update lot set leader_id = :ada where id = :open'],
      found: ['one_leader_hold'],
    },
    {
      name: 'a gap in the log',
      planted: ['delete from room_event where lot_id = :open and seq = 2'],
      found: ['seq_dense'],
    },
    {
      name: 'an end of the log that is gone',
      planted: ['delete from room_event where lot_id = :open and seq = 4'],
      found: ['seq_dense'],
    },
    {
      name: 'a room that counts ahead of its log',
      planted: ['update room set seq = seq + 1 where lot_id = :open'],
      found: ['seq_dense'],
    },
    {
      name: 'a bid that is gone',
      planted: ['delete from bid where lot_id = :open and seq = 3'],
      found: ['seq_dense'],
    },
    {
      name: 'an event of a bid that says something else',
      planted: [`update room_event set type = 'lot-opened' where lot_id = :open and seq = 3`],
      found: ['seq_dense'],
    },
    {
      name: 'a count of bids that is wrong',
      planted: ['update lot set bid_count = bid_count + 1 where id = :open'],
      found: ['seq_dense'],
    },
  ])('is named: $name', async ({ planted, found }) => {
    expect(new Set(names(await foundAfter(UNGUARDED, ...planted)))).toEqual(new Set(found))
  })
})

describe('a log that was trimmed', () => {
  it('is dense from there on', async () => {
    const trim = (upTo: number) => [
      `delete from room_event where lot_id = :open and seq <= ${upTo}`,
      `update room set trimmed = ${upTo} where lot_id = :open`,
    ]

    expect(await foundAfter(...trim(3))).toEqual([])
    expect(await foundAfter(...trim(4))).toEqual([])
  })

  it('keeps nothing that it says is gone', async () => {
    expect(names(await foundAfter('update room set trimmed = 1 where lot_id = :open'))).toEqual([
      'seq_dense',
    ])
  })
})
