import type { LotId, TransferId } from './ids.ts'
import type { TransferKind } from './ledger.ts'
import { CURRENCY, type Money } from './money.ts'

/** What a user can spend, and what is set aside for bids that lead. */
export type Wallet = { available: Money; held: Money }

/** A wallet as its owner sees it. */
export type WalletView = { currency: typeof CURRENCY; available: Money; held: Money }

/** The answer to a deposit or a withdrawal. `at` is ISO 8601, UTC. */
export type MovementView = { id: TransferId; amount: Money; at: string; wallet: WalletView }

export const viewWallet = ({ available, held }: Wallet): WalletView => ({
  currency: CURRENCY,
  available,
  held,
})

/** One line of the owner's account statement: `id` is the transfer's, `amount` is signed. */
export type EntryView = {
  id: TransferId
  at: string
  kind: TransferKind
  amount: Money
  account: 'available' | 'held'
  lotId?: LotId
}

export const viewMovement = (
  amount: Money,
  wallet: Wallet,
  { id, at }: { id: TransferId; at: Date },
): MovementView => ({ id, amount, at: at.toISOString(), wallet: viewWallet(wallet) })
