import { DomainError, domainError } from '../domain-error.ts'
import { type IdempotentResult, keyOf } from '../idempotency.ts'
import { deposit as depositTransfer, type EntryView, withdrawal } from '../ledger.ts'
import { MAXIMUM_AMOUNT, type Money, money } from '../money.ts'
import type { Page, PageRequest } from '../page.ts'
import type { Ports, WalletWork } from '../ports.ts'
import type { User } from '../user.ts'
import { type MovementView, viewMovement, viewWallet, type WalletView } from '../wallet.ts'

export type ReadWalletInput = { owner: User }

/** Returns the caller's wallet. */
export async function readWallet(ports: Ports, { owner }: ReadWalletInput): Promise<WalletView> {
  return viewWallet(await ports.wallets.find(owner.id))
}

export type ListEntriesInput = PageRequest & { owner: User }

/** Returns the caller's account statement, newest first. @throws DomainError malformed-request. */
export function listEntries(ports: Ports, input: ListEntriesInput): Promise<Page<EntryView>> {
  const { owner, ...page } = input
  return ports.wallets.entries(owner.id, page)
}

export type DepositInput = { owner: User; amount: Money; key: string }

/** Adds money to the caller's `available`, once per key. @throws DomainError wallet-full, key-reused. */
export function deposit(
  ports: Ports,
  input: DepositInput,
): Promise<IdempotentResult<MovementView>> {
  const { owner, key, amount } = input
  const idempotencyKey = keyOf('deposit', { user: owner.id, key, input: { amount } })
  return ports.wallets.onWallet(owner.id, depositWork, input, idempotencyKey)
}

const depositWork: WalletWork<DepositInput, MovementView> = {
  decide(wallet, { owner, amount }) {
    const available = money(wallet.available + amount)
    if (available > MAXIMUM_AMOUNT) return domainError('wallet-full')
    return { next: { ...wallet, available }, transfer: depositTransfer(owner.id, amount) }
  },

  reply: (next, { amount }, facts) => viewMovement(amount, next, facts),
}

export type WithdrawInput = { owner: User; amount: Money; key: string }

/**
 * Takes money out of the caller's `available`, once per key. Held money cannot be withdrawn.
 * @throws DomainError insufficient-funds, key-reused.
 */
export function withdraw(
  ports: Ports,
  input: WithdrawInput,
): Promise<IdempotentResult<MovementView>> {
  const { owner, key, amount } = input
  const idempotencyKey = keyOf('withdraw', { user: owner.id, key, input: { amount } })
  return ports.wallets.onWallet(owner.id, withdrawWork, input, idempotencyKey)
}

const withdrawWork: WalletWork<WithdrawInput, MovementView> = {
  decide(wallet, { owner, amount }) {
    const missing = amount - wallet.available
    if (missing > 0) return new DomainError('insufficient-funds', { required: money(missing) })
    const next = { ...wallet, available: money(wallet.available - amount) }
    return { next, transfer: withdrawal(owner.id, amount) }
  },

  reply: (next, { amount }, facts) => viewMovement(amount, next, facts),
}
