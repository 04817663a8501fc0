import { keyOf } from '../idempotency.ts'
import { deposit as depositOf } from '../ledger.ts'
import { MAXIMUM_AMOUNT, type Money, money } from '../money.ts'
import type { Ports, IdempotentResult, WalletWork } from '../ports.ts'
import { domainError } from '../refusal.ts'
import type { User } from '../user.ts'
import { type MovementView, viewMovement } from '../wallet.ts'

export type Deposit = { owner: User; amount: Money; key: string }

/** Adds money to the caller's `available`, once per key. @throws DomainError wallet-full, key-reused. */
export function deposit(ports: Ports, input: Deposit): Promise<IdempotentResult<MovementView>> {
  const { owner, key, amount } = input
  const kept = keyOf('deposit', { user: owner.id, key, input: { amount } })
  return ports.wallets.onWallet(owner.id, work, input, kept)
}

const work: WalletWork<Deposit, MovementView> = {
  decide(wallet, { owner, amount }) {
    const available = money(wallet.available + amount)
    if (available > MAXIMUM_AMOUNT) return domainError('wallet-full')
    return { next: { ...wallet, available }, transfer: depositOf(owner.id, amount) }
  },

  reply: (next, { amount }, facts) => viewMovement(amount, next, facts),
}
