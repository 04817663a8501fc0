import type { Locked } from '../../src/decisions/locked.ts'
import { forgetAll, pay, payTo, type PlantedDefect } from './planted.ts'
import type { Writes } from '../../src/decisions/writes.ts'

/** The bid is written down, and the money stays where it was. */
const leaveTheMoney = (writes: Writes, { holdId }: Locked): void => {
  forgetAll(writes.transfers, writes.entries, writes.holds, writes.balances)
  writes.closing = null
  writes.holdId = holdId
}

const lessBy = (cents: number, writes: Writes): void => {
  writes.holds.amount[0] = (writes.holds.amount[0] ?? 0) - cents
}

/** Defects of code that holds the cover of whoever leads, and releases it. */
export const HOLDS = {
  held_explained: [
    {
      act: 'a first bid',
      defect: 'sets the cover aside and opens no hold',
      writes: ({ holds }) => forgetAll(holds),
      foundAs: ['held_explained', 'one_leader_hold'],
    },
    {
      act: 'a first bid',
      defect: 'opens a hold of a cent less than it sets aside',
      writes: (writes) => lessBy(1, writes),
      foundAs: ['held_explained', 'hold_once', 'one_leader_hold'],
    },
    {
      act: 'an end below the reserve',
      defect: 'releases the money and leaves the hold open',
      writes(writes) {
        writes.closing = null
      },
      foundAs: ['held_explained', 'one_leader_hold'],
    },
  ],

  hold_once: [
    {
      act: 'a bid that takes the lead',
      defect: 'opens the next hold and leaves the one before open',
      writes(writes) {
        writes.closing = null
      },
      refusedAs: 'hold_once',
    },
    {
      act: 'a raise',
      defect: 'opens the next hold and leaves the one before open',
      writes(writes) {
        writes.closing = null
      },
      refusedAs: 'hold_once',
    },
    {
      act: 'a first bid',
      defect: 'closes the hold by the transfer that opens it',
      writes({ holds }) {
        holds.closedBy[0] = holds.openedBy[0] ?? null
      },
      refusedAs: 'hold_closing',
    },
    {
      act: 'a bid that takes the lead',
      defect: 'closes the hold before by the transfer that opens the next',
      writes(writes) {
        if (writes.closing) writes.closing.by = writes.transfers.id[1] ?? ''
      },
      foundAs: ['hold_once'],
    },
    {
      act: 'a bid that takes the lead',
      defect: 'releases the cover to the one who leads now',
      writes(writes, { accountId }) {
        const [owner] = writes.bids.bidder
        if (owner) payTo(writes, 1, accountId({ owner, kind: 'available' }))
      },
      foundAs: ['hold_once'],
    },
    {
      act: 'a first bid',
      defect: 'books the cover as a deposit',
      writes({ transfers }) {
        transfers.kind[0] = 'deposit'
      },
      refusedAs: 'transfer_lot',
    },
  ],

  one_leader_hold: [
    {
      act: 'a bid that takes the lead',
      defect: 'moves the lead and leaves the hold where it is',
      writes: leaveTheMoney,
      foundAs: ['one_leader_hold'],
    },
    {
      act: 'a raise',
      defect: 'raises the maximum and leaves the hold as it is',
      writes: leaveTheMoney,
      foundAs: ['one_leader_hold'],
    },
    {
      act: 'a bid that takes the lead',
      defect: 'opens the hold of whoever led before',
      writes({ holds }, { state }) {
        const before = state.lot?.standing?.leader.id
        if (before) holds.user[0] = before
      },
      foundAs: ['held_explained', 'hold_once', 'one_leader_hold'],
    },
    {
      act: 'a first bid',
      defect: 'covers the maximum and forgets the premium',
      writes(writes) {
        pay(writes, 0, 20_00)
        pay(writes, 1, -20_00)
        lessBy(20_00, writes)
      },
      foundAs: ['one_leader_hold'],
    },
    {
      act: 'a first bid',
      defect: 'forgets which hold is the lot’s',
      writes(writes) {
        writes.holdId = null
      },
      refusedAs: 'lot_hold',
    },
    {
      act: 'a bid of the seller',
      defect: 'takes somebody else for the seller',
      reads: ({ state, lotId }) => ({
        state: state.lot
          ? { ...state, lot: { ...state.lot, seller: { id: lotId as never, name: 'Nobody' } } }
          : state,
      }),
      refusedAs: 'lot_sellers_do_not_lead',
    },
  ],
} satisfies Record<string, PlantedDefect[]>
