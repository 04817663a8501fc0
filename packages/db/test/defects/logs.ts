import type { Writes } from '../../src/decisions/writes.ts'
import { forgetAll, type PlantedDefect } from './planted.ts'
import { TALK_IN_THE_LOG } from './talk.ts'

/** Moves a bid with its event, and the end of the log, by so many places. */
const moveBy = (places: number, writes: Writes): void => {
  const { bids, events } = writes
  for (const seqs of [bids.seq, events.seq])
    for (const [index, seq] of seqs.entries()) seqs[index] = seq + places
  writes.seq += places
}

const countOneLess = (writes: Writes): void => {
  if (writes.lot) writes.lot = { ...writes.lot, bidCount: writes.lot.bidCount - 1 }
}

/** Defects of code that writes the log of a room. */
export const LOGS = {
  seq_dense: [
    {
      act: 'a first bid',
      defect: 'skips a place in the log',
      writes: (writes) => moveBy(1, writes),
      foundAs: ['seq_dense'],
    },
    {
      act: 'a bid that is outbid',
      defect: 'takes a place that is taken',
      writes: (writes) => moveBy(-1, writes),
      refusedAs: 'room_event_pkey',
    },
    {
      act: 'a bid that is outbid',
      defect: 'gives the bid another place than its event',
      writes({ bids }) {
        bids.seq[0] = (bids.seq[0] ?? 0) + 1
      },
      foundAs: ['seq_dense'],
    },
    {
      act: 'a bid that is outbid',
      defect: 'gives the bid the place of the bid before',
      writes({ bids }) {
        bids.seq[0] = (bids.seq[0] ?? 0) - 1
      },
      refusedAs: 'bid_lot_id_seq_key',
    },
    {
      act: 'a bid that is outbid',
      defect: 'gives the bid no place',
      writes({ bids }) {
        bids.seq[0] = 0
      },
      refusedAs: 'bid_seq',
    },
    {
      act: 'a bid that takes the lead',
      defect: 'forgets the event of the bid',
      writes(writes, { seq }) {
        forgetAll(writes.events)
        writes.seq = seq
      },
      foundAs: ['seq_dense'],
    },
    {
      act: 'a bid that takes the lead',
      defect: 'forgets the bid, and not its event',
      writes(writes) {
        forgetAll(writes.bids)
        countOneLess(writes)
      },
      foundAs: ['seq_dense'],
    },
    {
      act: 'a bid that takes the lead',
      defect: 'forgets how far the log goes now',
      writes(writes, { seq }) {
        writes.seq = seq
      },
      foundAs: ['seq_dense'],
    },
    {
      act: 'a bid that takes the lead',
      defect: 'does not count the bid',
      writes: countOneLess,
      foundAs: ['seq_dense'],
    },
    {
      act: 'a first bid',
      defect: 'does not count the bid',
      writes: countOneLess,
      refusedAs: 'lot_standing',
    },
    {
      act: 'a bid that is outbid',
      defect: 'forgets that the room was told of the opening',
      reads: ({ state }) => ({
        state: { ...state, lot: state.lot && { ...state.lot, opened: false } },
      }),
      refusedAs: 'room_event_told_once',
    },
    ...TALK_IN_THE_LOG,
  ],
} satisfies Record<string, PlantedDefect[]>
