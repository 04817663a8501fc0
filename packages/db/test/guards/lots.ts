import type { IllegalStates } from './guarded-tables.ts'

const draft = (set: string) => `update lot set ${set} where id = :draft`
/** A lot that is open and that nobody has bid on. */
const quiet = (set: string) => `update lot set ${set} where id = :quiet`
/** A lot that Ada leads. */
const led = (set: string) => `update lot set ${set} where id = :open`
const settle = (row: string) =>
  `insert into settlement (lot_id, winner_id, hammer, premium, transfer_id, at) values (${row}, now())`
const bid = (row: string) =>
  `insert into bid (at, id, lot_id, bidder_id, maximum, price, seq) values (now(), ${row})`

/** Lots, their bids, and their settlements. */
export const LOTS: IllegalStates = {
  lot: {
    lot_pkey: { 'two of one id': `insert into lot select * from lot where id = :draft` },
    lot_seller_id_fkey: { 'sold by nobody': draft('seller_id = :nowhere') },
    lot_leader_id_fkey: { 'led by nobody': led('leader_id = :nowhere') },
    lot_starting_price: {
      'a start at nothing': draft('starting_price = 0'),
      'a start above what an amount may be': draft('starting_price = 1000000000001'),
    },
    lot_reserve_price: {
      'a reserve below the start': draft('reserve_price = starting_price - 1'),
      'a reserve above what an amount may be': draft('reserve_price = 1000000000001'),
    },
    lot_schedule: {
      'an opening without a close': draft('opens_at = now()'),
      'a close without an opening': draft('closes_at = now()'),
      'less than a second': draft(`opens_at = now(), closes_at = now() + '999 milliseconds'`),
    },
    lot_soft_close: {
      'a soft close below zero': led('soft_close_seconds = -1'),
      'a soft close of more than an hour': quiet('soft_close_seconds = 3601'),
    },
    lot_opening: {
      'a draft that has opened': draft('opened = true'),
      'a draft with a bid': draft('bid_count = 1'),
      'a draft that is settled': draft('settled = true'),
      'a lot with bids that has not opened': led('opened = false'),
    },
    lot_ending: { 'settled and withdrawn': quiet('settled = true, withdrawn = true') },
    lot_counts: {
      'bids below zero': led('bid_count = -1'),
      'a version before the first': quiet('version = 0'),
    },
    lot_standing: {
      'a price that nobody offered': quiet('price = starting_price'),
      'a bid without a price': quiet('bid_count = 1'),
      'a leader without a price': led('price = null'),
      'a price below the start': led('price = starting_price - 1'),
      'a price above the maximum': led('price = maximum + 1'),
      'a maximum above what an amount may be': led('maximum = 1000000000001'),
      'a price without a leader': led('leader_id = null, hold_id = null'),
      'a leader without a bid': led('bid_count = 0'),
    },
    lot_sellers_do_not_lead: { 'led by its seller': led('leader_id = seller_id') },
    lot_hold: {
      'a hold of no leader': quiet('hold_id = id'),
      'a leader without a hold': led('hold_id = null'),
      'a hold after the settlement': led('settled = true'),
    },
    lot_withdrawn_has_no_bids: { 'withdrawn with bids': led('withdrawn = true') },
  },

  bid: {
    bid_pkey: { 'two of one id': `insert into bid select * from bid where lot_id = :open` },
    bid_lot_id_fkey: { 'on no lot': bid(':new, :nowhere, :ada, 1, 1, 1') },
    bid_bidder_id_fkey: { 'of nobody': bid(':new, :quiet, :nowhere, 1, 1, 1') },
    bid_price: {
      'of nothing': bid(':new, :quiet, :ada, 0, 1, 1'),
      'for nothing': bid(':new, :quiet, :ada, 1, 0, 1'),
    },
    bid_seq: { 'at no place of the log': bid(':new, :quiet, :ada, 1, 1, 0') },
    bid_lot_id_seq_key: {
      'two at one place of the log': `insert into bid
        select :new, lot_id, bidder_id, maximum, price, at, seq from bid where lot_id = :settled`,
    },
    never_changes: {
      'another maximum': `update bid set maximum = maximum + 1 where lot_id = :open`,
      'one that is gone': `delete from bid where lot_id = :open`,
    },
    never_emptied: { 'no bids': `truncate bid` },
  },

  settlement: {
    settlement_pkey: {
      'two of one lot': `insert into settlement
        select lot_id, null, 0, 0, null, at from settlement where lot_id = :settled`,
    },
    settlement_lot_id_fkey: { 'of no lot': settle(':nowhere, null, 0, 0, null') },
    settlement_winner_id_fkey: { 'won by nobody': settle(':quiet, :nowhere, 10, 1, :deposit') },
    settlement_transfer_id_fkey: { 'paid by no transfer': settle(':quiet, :ada, 10, 1, :nowhere') },
    settlement_transfer_id_key: {
      'two that one transfer pays': `insert into settlement
        select :quiet, winner_id, hammer, premium, transfer_id, at from settlement
        where lot_id = :settled`,
    },
    settlement_sale: {
      'a fee without a winner': settle(':quiet, null, 0, 1, null'),
      'a price without a winner': settle(':quiet, null, 1, 0, null'),
      'a winner who pays nothing': settle(':quiet, :ada, 0, 0, :deposit'),
      'a premium of another rate': settle(':quiet, :ada, 10000, 999, :deposit'),
      'a premium rounded down': settle(':quiet, :ada, 5, 0, :deposit'),
      'a sale without its transfer': settle(':quiet, :ada, 10000, 1000, null'),
    },
    never_changes: {
      'another moment': `update settlement set at = now() where lot_id = :settled`,
      'one that is gone': `delete from settlement where lot_id = :settled`,
    },
    never_emptied: { 'no settlements': `truncate settlement` },
  },
}
