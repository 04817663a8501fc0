import { nextEvent, TALK } from './talk.ts'

/** With the triggers off, foreign keys and all; `check` and unique indexes hold on. */
export const UNGUARDED = `set local session_replication_role = replica`

const DEPOSIT = `(select transfer_id from entry join transfer t on t.id = transfer_id where t.kind = 'deposit' limit 1)`

/** What no guard may have seen, as statements, and the invariants that it breaks. */
export const CORRUPTIONS = [
  {
    name: 'an entry more',
    written: [
      `insert into entry select ${DEPOSIT}, 9, id, 1 from account where owner_id = :ada and kind = 'available'`,
    ],
    found: ['transfer_balances', 'cache_true'],
  },
  {
    name: 'an entry of nothing',
    written: [
      'alter table entry drop constraint entries_nonzero',
      `insert into entry select ${DEPOSIT}, 9, id, 0 from account where owner_id = :ada and kind = 'held'`,
    ],
    found: ['entries_nonzero', 'guards_present'],
  },
  {
    name: 'a cent out of nowhere',
    written: [
      `update account set balance = balance + 1 where owner_id = :ada and kind = 'available'`,
    ],
    found: ['books_zero', 'cache_true'],
  },
  {
    name: 'a cent from one wallet to another, without a transfer',
    written: [
      `update account set balance = balance + 1 where owner_id = :ada and kind = 'available'`,
      `update account set balance = balance - 1 where kind = 'world'`,
    ],
    found: ['cache_true'],
  },
  {
    name: 'a balance below zero',
    written: [
      'alter table account drop constraint no_overdraft',
      `update account set balance = balance - 100000 where owner_id = :ada and kind = 'held'`,
      `update account set balance = balance + 100000 where kind = 'world'`,
    ],
    found: ['cache_true', 'no_overdraft', 'held_explained', 'guards_present'],
  },
  {
    name: 'a hold that is closed by no transfer of it',
    written: [`update hold set closed_by = ${DEPOSIT} where lot_id = :open and closed_by is null`],
    found: ['held_explained', 'hold_once', 'one_leader_hold'],
  },
  {
    name: 'a hold of another amount',
    written: ['update hold set amount = amount + 1 where lot_id = :open and closed_by is not null'],
    found: ['hold_once'],
  },
  {
    name: 'two open holds of a lot',
    written: ['drop index hold_once', 'update hold set closed_by = null where lot_id = :open'],
    found: ['held_explained', 'hold_once', 'one_leader_hold', 'guards_present'],
  },
  {
    name: 'a lot that says it is settled, and is not',
    written: ['update lot set settled = true, hold_id = null where id = :open'],
    found: ['settled_once', 'one_leader_hold'],
  },
  {
    name: 'a settlement that is gone',
    written: ['delete from settlement where lot_id = :settled'],
    found: ['settled_once'],
  },
  {
    name: 'a settlement of another price',
    written: [
      'update settlement set hammer = hammer + 10, premium = premium + 1 where lot_id = :settled',
    ],
    found: ['settled_once'],
  },
  {
    name: 'a settlement for another winner',
    written: ['update settlement set winner_id = (select seller_id from lot where id = lot_id)'],
    found: ['settled_once'],
  },
  {
    name: 'a settlement that knows of no sale',
    written: ['update settlement set winner_id = null, hammer = 0, premium = 0'],
    found: ['settled_once'],
  },
  {
    name: 'a leader whose maximum is not covered',
    written: ['update lot set maximum = maximum + 100 where id = :open'],
    found: ['one_leader_hold'],
  },
  {
    name: 'a leader whom nothing is held of',
    written: ['update lot set leader_id = :ada where id = :open'],
    found: ['one_leader_hold'],
  },
  {
    name: 'a gap in the log',
    written: ['delete from room_event where lot_id = :open and seq = 3'],
    found: ['seq_dense'],
  },
  {
    name: 'an end of the log that is gone',
    written: ['delete from room_event where lot_id = :open and seq = 5'],
    found: ['seq_dense'],
  },
  {
    name: 'a room that counts ahead of its log',
    written: ['update room set seq = seq + 1 where lot_id = :open'],
    found: ['seq_dense'],
  },
  {
    name: 'a bid that is gone',
    written: ['delete from bid where lot_id = :open and seq = 3'],
    found: ['seq_dense'],
  },
  {
    name: 'an event of a bid that says something else',
    written: [`update room_event set type = 'lot-scheduled' where lot_id = :open and seq = 3`],
    found: ['seq_dense'],
  },
  {
    name: 'a count of bids that is wrong',
    written: ['update lot set bid_count = bid_count + 1 where id = :open'],
    found: ['seq_dense'],
  },
  {
    name: 'a transfer of nothing at all',
    written: [`insert into transfer values (gen_random_uuid(), 'deposit', null, now())`],
    found: ['transfer_balances'],
  },
  {
    name: 'a hold that somebody else gets back',
    written: [
      `update entry set account_id = (select id from account where kind = 'world')
        where amount > 0 and transfer_id = (
          select closed_by from hold where lot_id = :open and closed_by is not null)`,
    ],
    found: ['cache_true', 'hold_once'],
  },
  {
    name: 'a hold whose money was set aside for another lot',
    written: [
      `update transfer set lot_id = :settled where id in (select opened_by from hold where lot_id = :open)`,
    ],
    found: ['hold_once'],
  },
  {
    name: 'a hold that a release opened',
    written: [
      `update transfer set kind = 'release' where id in (select opened_by from hold where lot_id = :open)`,
    ],
    found: ['hold_once'],
  },
  {
    name: 'a hold that outlives the settlement',
    written: ['update hold set closed_by = null where lot_id = :settled'],
    found: ['held_explained', 'one_leader_hold'],
  },
  {
    name: 'a sale whose rest somebody else gets',
    written: [
      `update entry set account_id = (select id from account where kind = 'world')
        where transfer_id = (select transfer_id from settlement where lot_id = :settled)
          and account_id = (select id from account where owner_id = :ada and kind = 'available')`,
    ],
    found: ['cache_true', 'settled_once'],
  },
  {
    name: 'an event of a bid that nobody placed',
    written: [nextEvent('open', 'bid-placed')],
    found: ['seq_dense'],
  },
  {
    name: 'an event after the end',
    written: [nextEvent('settled', 'lot-scheduled')],
    found: ['settled_once'],
  },
  {
    name: 'an end that is told before it comes',
    written: [nextEvent('open', 'lot-closed')],
    found: ['settled_once'],
  },
  {
    name: 'an end that is not told',
    written: [
      `update room_event set type = 'lot-scheduled' where lot_id = :settled and type = 'lot-closed'`,
    ],
    found: ['settled_once'],
  },
  ...TALK,
]
