import type { TransferId } from './ids.ts'
import { CURRENCY, type Money } from './money.ts'

/** What a user can spend, and what is held to cover leading bids. */
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

export const viewMovement = (
  amount: Money,
  wallet: Wallet,
  { id, at }: { id: TransferId; at: Date },
): MovementView => ({ id, amount, at: at.toISOString(), wallet: viewWallet(wallet) })
