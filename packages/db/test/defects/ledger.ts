import { money, type UserId } from '@gavel/domain'
import type { Locked } from '../../src/decisions/locked.ts'
import { credit, forget, forgetAll, pay, type PlantedDefect } from './planted.ts'

/** Every wallet, as somebody sees it who has no idea. */
const fullWallets = ({ state }: Locked): Partial<Locked> => {
  const full = { available: money(9_000_00), held: money(0) }
  const wallets = new Map<UserId, typeof full>([...state.wallets.keys()].map((id) => [id, full]))
  return { state: { ...state, wallets } }
}

/** Defects of code that moves money. */
export const LEDGER = {
  transfer_balances: [
    {
      act: 'a deposit',
      defect: 'forgets an entry',
      writes: ({ entries }) => forget(entries, 0),
      refusedAs: 'transfer_balances',
    },
    {
      act: 'a sale',
      defect: 'pays the seller a cent that nobody gives',
      writes: (writes) => pay(writes, 1, 1),
      refusedAs: 'transfer_balances',
    },
    {
      act: 'a bid that takes the lead',
      defect: 'releases a cent more than it holds for the next',
      writes(writes) {
        pay(writes, 1, 1)
        pay(writes, 2, -1)
      },
      refusedAs: 'transfer_balances',
    },
    {
      act: 'a deposit',
      defect: 'forgets all entries',
      writes: ({ entries }) => forgetAll(entries),
      foundAs: ['transfer_balances', 'cache_true'],
    },
  ],

  entries_nonzero: [
    {
      act: 'a sale',
      defect: 'gives back a rest of nothing',
      writes({ entries }) {
        const [transfer = '', account = ''] = [entries.transfer[0], entries.account[0]]
        entries.transfer.push(transfer)
        entries.line.push(9)
        entries.account.push(account)
        entries.amount.push(0)
      },
      refusedAs: 'entries_nonzero',
    },
  ],

  books_zero: [
    {
      act: 'a deposit',
      defect: 'changes one balance of the two',
      writes: ({ balances }) => forget(balances, 0),
      foundAs: ['books_zero', 'cache_true'],
    },
    {
      act: 'a first bid',
      defect: 'adds to one balance and takes from none',
      writes: ({ balances }) => forget(balances, 0),
      foundAs: ['books_zero', 'cache_true'],
    },
  ],

  cache_true: [
    {
      act: 'a deposit',
      defect: 'changes no balance',
      writes: ({ balances }) => forgetAll(balances),
      foundAs: ['cache_true'],
    },
    {
      act: 'a sale',
      defect: 'credits the house a cent that it books for the seller',
      writes(writes, { accountId }) {
        const [, seller = ''] = writes.entries.account
        credit(writes, seller, -1)
        credit(writes, accountId({ owner: null, kind: 'fees' }), 1)
      },
      foundAs: ['cache_true'],
    },
  ],

  no_overdraft: [
    {
      act: 'a bid of an empty wallet',
      defect: 'decides on a wallet that is not so full any more',
      reads: fullWallets,
      refusedAs: 'no_overdraft',
    },
    {
      act: 'a withdrawal from an empty wallet',
      defect: 'decides on a wallet that is not so full any more',
      reads: fullWallets,
      refusedAs: 'no_overdraft',
    },
    {
      act: 'a bid that takes the lead',
      defect: 'releases the hold before twice',
      writes(writes) {
        pay(writes, 0, -220_00)
        pay(writes, 1, 220_00)
      },
      refusedAs: 'no_overdraft',
    },
  ],
} satisfies Record<string, PlantedDefect[]>
