import type { IllegalStates } from './guarded-tables.ts'

/** Accounts, transfers with their entries, and holds. */
export const MONEY: IllegalStates = {
  account: {
    account_pkey: {
      'two of one id': `insert into account select id, owner_id, kind from account where owner_id = :ada`,
    },
    account_owner_id_fkey: {
      'a wallet of nobody': `insert into account values (:new, :nowhere, 'held')`,
      'a wallet that its owner left behind': `delete from "user" where id = :idle`,
    },
    account_owner_id_kind_key: {
      'a second wallet': `insert into account values (:new, :ada, 'held')`,
    },
    account_of_the_house: {
      'a second account for fees': `insert into account values (:new, null, 'fees')`,
      'a second world': `insert into account values (:new, null, 'world')`,
    },
    account_has_its_owner: {
      'a wallet of the house': `insert into account values (:new, null, 'held')`,
      'a world of somebody': `insert into account values (:new, :ada, 'world')`,
      'a wallet that loses its owner': `update account set owner_id = null where owner_id = :ada`,
    },
    no_overdraft: {
      'a wallet below zero': `update account set balance = -1 where owner_id = :ada and kind = 'available'`,
      'a hold below zero': `update account set balance = -1 where owner_id = :ada and kind = 'held'`,
      'fees below zero': `update account set balance = -1 where kind = 'fees'`,
    },
  },

  transfer: {
    transfer_pkey: {
      'two of one id': `insert into transfer select * from transfer where id = :deposit`,
    },
    transfer_lot_id_fkey: {
      'a hold for no lot that is there': `insert into transfer values (:new, 'hold', :nowhere, now())`,
    },
    transfer_lot: {
      'a deposit for a lot': `insert into transfer values (:new, 'deposit', :open, now())`,
      'a withdrawal for a lot': `insert into transfer values (:new, 'withdrawal', :open, now())`,
      'a hold for none': `insert into transfer values (:new, 'hold', null, now())`,
      'a release for none': `insert into transfer values (:new, 'release', null, now())`,
      'a settlement for none': `insert into transfer values (:new, 'settlement', null, now())`,
    },
    never_changes: {
      'another moment': `update transfer set at = now() where id = :deposit`,
      'one that is gone': `delete from transfer where id = :deposit`,
    },
    never_emptied: { 'no transfers': `truncate transfer cascade` },
  },

  entry: {
    entry_pkey: {
      'two of one line': `insert into entry select * from entry where transfer_id = :deposit`,
    },
    entry_transfer_id_fkey: {
      'lines of no transfer': `insert into entry
        select :nowhere, line, account_id, amount from entry where transfer_id = :deposit`,
    },
    entry_account_id_fkey: {
      'money that moves to nowhere': `insert into entry
        select transfer_id, line + 10, :nowhere, amount from entry where transfer_id = :deposit`,
      'money whose account is gone': `delete from account where owner_id = :ada and kind = 'held'`,
    },
    entries_nonzero: {
      'a line that moves nothing': `insert into entry
        select transfer_id, line + 10, account_id, 0 from entry where transfer_id = :deposit`,
    },
    transfer_balances: {
      'money out of nothing': `insert into entry
        select transfer_id, line + 10, account_id, 5 from entry where transfer_id = :deposit`,
      'a line too few': `insert into entry
        select transfer_id, 10, account_id, amount from entry where transfer_id = :deposit limit 1`,
      'a sum that only adds up with the transfer beside it': `insert into entry
        select t.id, 10, a.id, case t.kind when 'deposit' then 5 else -5 end
        from (select id, kind from transfer where id = :deposit
          union (select id, kind from transfer where kind = 'hold' limit 1)) t,
          account a where a.owner_id = :ada and a.kind = 'held'`,
    },
    never_changes: {
      'another sign': `update entry set amount = -amount where transfer_id = :deposit`,
      'another account': `update entry set account_id = :nowhere where transfer_id = :deposit`,
      'lines that are gone': `delete from entry where transfer_id = :deposit`,
    },
    never_emptied: { 'no entries': `truncate entry` },
  },

  hold: {
    hold_pkey: { 'two of one id': `insert into hold select * from hold where lot_id = :settled` },
    hold_lot_id_fkey: {
      'of no lot': `insert into hold values (:new, :nowhere, :ada, 1, :deposit)`,
    },
    hold_user_id_fkey: {
      'of nobody': `insert into hold values (:new, :quiet, :nowhere, 1, :deposit)`,
    },
    hold_opened_by_fkey: {
      'opened by no transfer': `insert into hold values (:new, :quiet, :ada, 1, :nowhere)`,
    },
    hold_closed_by_fkey: {
      'closed by no transfer': `update hold set closed_by = :nowhere where id = :hold`,
    },
    hold_opened_by_key: {
      'two that one transfer opens': `insert into hold
        select :new, :quiet, user_id, amount, opened_by from hold where lot_id = :settled`,
    },
    hold_closed_by_key: {
      'two that one transfer closes': `insert into hold
        select :new, :quiet, user_id, amount, :deposit, closed_by from hold where lot_id = :settled`,
    },
    hold_amount: {
      'of nothing': `insert into hold values (:new, :quiet, :ada, 0, :deposit)`,
      'of less than nothing': `insert into hold values (:new, :quiet, :ada, -1, :deposit)`,
    },
    hold_closing: {
      'opened and closed by one transfer': `update hold set closed_by = opened_by where id = :hold`,
    },
    hold_once: {
      'two that are open on a lot': `insert into hold values (:new, :open, :ben, 1, :deposit)`,
    },
    hold_closes_once: {
      'open again': `update hold set closed_by = null where lot_id = :settled`,
      'closed again': `update hold set closed_by = :deposit where lot_id = :settled`,
      'of another amount': `update hold set amount = amount + 1 where id = :hold`,
      'of somebody else': `update hold set user_id = :ben where id = :hold`,
      'of another lot': `update hold set lot_id = :quiet where id = :hold`,
      'of another id': `update hold set id = :new where id = :hold`,
      'opened by another transfer': `update hold set opened_by = :deposit where id = :hold`,
      'of another amount as it closes': `update hold set amount = 1, closed_by = :deposit where id = :hold`,
    },
    never_changes: { 'one that is gone': `delete from hold where id = :hold` },
    never_emptied: { 'no holds': `truncate hold` },
  },
}
