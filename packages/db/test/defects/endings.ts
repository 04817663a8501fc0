import type { Lot } from '@gavel/domain'
import type { Locked } from '../../src/decisions/locked.ts'
import { forget, forgetAll, pay, payTo, type PlantedDefect } from './planted.ts'

const lotAs =
  (differently: Partial<Lot>) =>
  ({ state }: Locked): Partial<Locked> => ({
    state: { ...state, lot: state.lot && { ...state.lot, ...differently } },
  })

/** Defects of code that settles a lot. */
export const ENDINGS = {
  settled_once: [
    {
      act: 'a second settlement without a bid',
      defect: 'forgets that the lot is settled',
      reads: lotAs({ settled: false }),
      refusedAs: 'settlement_pkey',
    },
    {
      act: 'a second settlement of a sale',
      defect: 'takes the lot for what it was before it was settled',
      reads: (locked) => ({ ...lotAs({ settled: false })(locked), holdId: locked.lotId }),
      refusedAs: 'no_overdraft',
    },
    {
      act: 'an end without a bid',
      defect: 'forgets to say so of the lot',
      writes(writes) {
        if (writes.lot) writes.lot = { ...writes.lot, settled: false }
      },
      foundAs: ['settled_once'],
    },
    {
      act: 'a sale',
      defect: 'forgets to say so of the lot',
      writes(writes) {
        if (writes.lot) writes.lot = { ...writes.lot, settled: false }
      },
      refusedAs: 'lot_hold',
    },
    {
      act: 'a sale',
      defect: 'forgets the settlement',
      writes: ({ settlements }) => forgetAll(settlements),
      foundAs: ['settled_once'],
    },
    {
      act: 'a sale',
      defect: 'forgets by which transfer it is paid',
      writes({ settlements }) {
        settlements.transfer[0] = null
      },
      refusedAs: 'settlement_sale',
    },
    {
      act: 'a sale',
      defect: 'forgets the premium',
      writes({ settlements }) {
        settlements.premium[0] = 0
      },
      refusedAs: 'settlement_sale',
    },
    {
      act: 'a sale',
      defect: 'pays the premium to the seller',
      writes(writes) {
        pay(writes, 1, 10_00)
        pay(writes, 2, -10_00)
        forget(writes.entries, 2)
      },
      foundAs: ['settled_once'],
    },
    {
      act: 'a sale',
      defect: 'pays the seller a cent too much and the house one too little',
      writes(writes) {
        pay(writes, 1, 1)
        pay(writes, 2, -1)
      },
      foundAs: ['settled_once'],
    },
    {
      act: 'a sale',
      defect: 'pays the seller a cent too much and the winner one too little',
      writes(writes) {
        pay(writes, 1, 1)
        pay(writes, 3, -1)
      },
      foundAs: ['settled_once'],
    },
    {
      act: 'a sale',
      defect: 'gives the rest of the hold to the seller',
      writes: (writes) => payTo(writes, 3, writes.entries.account[1] ?? ''),
      foundAs: ['settled_once'],
    },
    {
      act: 'an end below the reserve',
      defect: 'sells all the same',
      reads: lotAs({ reservePrice: null }),
      writes(writes, { state }) {
        const reservePrice = state.lot?.reservePrice ?? null
        if (writes.lot) writes.lot = { ...writes.lot, reservePrice }
      },
      foundAs: ['settled_once'],
    },
    {
      act: 'a sale',
      defect: 'forgets to tell the room',
      writes(writes, { seq }) {
        forgetAll(writes.events)
        writes.seq = seq
      },
      foundAs: ['settled_once'],
    },
  ],
} satisfies Record<string, PlantedDefect[]>
