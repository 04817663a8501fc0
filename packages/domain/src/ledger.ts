import type { UserId } from './ids.ts'
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

/** The wallets of the walletsToLock to a decision. */
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

/** Money comes into the house. */
export const deposit = (user: UserId, amount: Money): Transfer => ({
  kind: 'deposit',
  lines: move(WORLD, available(user), amount),
})

/** Money leaves the house. */
export const withdrawal = (user: UserId, amount: Money): Transfer => ({
  kind: 'withdrawal',
  lines: move(available(user), WORLD, amount),
})

/** The cover of a leading bid is set aside. */
export const hold = (user: UserId, amount: Money): Transfer => ({
  kind: 'hold',
  lines: move(available(user), held(user), amount),
})

/** What was set aside is free again. */
export const release = (user: UserId, amount: Money): Transfer => ({
  kind: 'release',
  lines: move(held(user), available(user), amount),
})

/** A sale in one transfer: hammer to the seller, premium to the house, the rest of the hold back. */
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

/** The wallets after a transfer. Lines of the house's own accounts touch no wallet. */
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
 * The wallet of a party to a decision.
 * @throws Error when the work forgot to name this user among its `walletsToLock`.
 */
export function walletOf(wallets: LockedWallets, user: UserId): Wallet {
  const wallet = wallets.get(user)
  if (!wallet) throw new Error('A decision needs a wallet that its walletsToLock did not name')
  return wallet
}
