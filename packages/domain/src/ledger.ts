import type { LotId, TransferId, UserId } from './ids.ts'
import { type Money, money, negative } from './money.ts'
import type { Wallet } from './wallet.ts'

/**
 * A double-entry ledger: money only ever moves between accounts. Each user has `available` and
 * `held`; the house has `fees` and `world`, where deposits come from, which alone may be negative.
 */
export type Account =
  | { owner: UserId; kind: 'available' | 'held' }
  | { owner: null; kind: 'fees' | 'world' }

/** One side of a transfer: a signed amount of minor units, never zero. */
export type Line = { account: Account; amount: Money }

/** `hold` opens the lot's hold; `release` and `settlement` close the one that is open. */
export type TransferKind = 'deposit' | 'withdrawal' | 'hold' | 'release' | 'settlement'

/** Money moved at one moment for one reason. Its lines add up to zero. */
export type Transfer = { kind: TransferKind; lines: readonly Line[] }

/** One line of an account statement: `id` is the transfer's, `amount` is signed, `at` is ISO 8601. */
export type EntryView = {
  id: TransferId
  at: string
  kind: TransferKind
  amount: Money
  account: 'available' | 'held'
  lotId?: LotId
}

/** The locked wallets that a decision may change, by owner. */
export type LockedWallets = ReadonlyMap<UserId, Wallet>

const FEES: Account = { owner: null, kind: 'fees' }
const WORLD: Account = { owner: null, kind: 'world' }
const available = (owner: UserId): Account => ({ owner, kind: 'available' })
const held = (owner: UserId): Account => ({ owner, kind: 'held' })

/** Moves an amount from the first account to the second. */
const move = (from: Account, to: Account, amount: Money): Line[] => [
  { account: from, amount: negative(amount) },
  { account: to, amount },
]

/** Transfers money from `world` to the user's `available`. */
export const deposit = (user: UserId, amount: Money): Transfer => ({
  kind: 'deposit',
  lines: move(WORLD, available(user), amount),
})

/** Transfers money from the user's `available` to `world`. */
export const withdrawal = (user: UserId, amount: Money): Transfer => ({
  kind: 'withdrawal',
  lines: move(available(user), WORLD, amount),
})

/** Holds the cover of a leading bid. */
export const hold = (user: UserId, amount: Money): Transfer => ({
  kind: 'hold',
  lines: move(available(user), held(user), amount),
})

/** Releases a hold. */
export const release = (user: UserId, amount: Money): Transfer => ({
  kind: 'release',
  lines: move(held(user), available(user), amount),
})

/** Pays for a sale: the hammer price to the seller, the premium to the house, the rest of the hold back. */
export function settlement(sale: {
  winner: UserId
  held: Money
  seller: UserId
  hammer: Money
  premium: Money
}): Transfer {
  const rest = money(sale.held - sale.hammer - sale.premium)
  const lines = [
    { account: held(sale.winner), amount: negative(sale.held) },
    { account: available(sale.seller), amount: sale.hammer },
    { account: FEES, amount: sale.premium },
    { account: available(sale.winner), amount: rest },
  ]
  return { kind: 'settlement', lines: lines.filter((line) => line.amount !== 0) }
}

/** Returns the wallets after a transfer. Lines of the house's own accounts change no wallet. */
export function afterTransfer(wallets: LockedWallets, transfer: Transfer): LockedWallets {
  const after = new Map(wallets)
  for (const { account, amount } of transfer.lines) {
    if (account.owner === null) continue
    const wallet = walletOf(after, account.owner)
    after.set(account.owner, { ...wallet, [account.kind]: money(wallet[account.kind] + amount) })
  }
  return after
}

/**
 * Returns a locked wallet.
 * @throws Error when `walletsToLock` of the work does not name this user.
 */
export function walletOf(wallets: LockedWallets, user: UserId): Wallet {
  const wallet = wallets.get(user)
  if (!wallet) throw new Error('A decision needs a wallet that its walletsToLock did not name')
  return wallet
}
