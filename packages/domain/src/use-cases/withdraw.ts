import { keyOf } from '../idempotency.ts'
import { withdrawal } from '../ledger.ts'
import { type Money, money } from '../money.ts'
import type { Ports, IdempotentResult, WalletWork } from '../ports.ts'
import { DomainError } from '../refusal.ts'
import type { User } from '../user.ts'
import { type MovementView, viewMovement } from '../wallet.ts'

export type Withdraw = { owner: User; amount: Money; key: string }

/**
 * Takes money out of the caller's `available`, once per key; what is held stays.
 * @throws DomainError insufficient-funds, key-reused.
 */
export function withdraw(ports: Ports, input: Withdraw): Promise<IdempotentResult<MovementView>> {
  const { owner, key, amount } = input
  const kept = keyOf('withdraw', { user: owner.id, key, input: { amount } })
  return ports.wallets.onWallet(owner.id, work, input, kept)
}

const work: WalletWork<Withdraw, MovementView> = {
  decide(wallet, { owner, amount }) {
    const missing = amount - wallet.available
    if (missing > 0) return new DomainError('insufficient-funds', { required: money(missing) })
    const next = { ...wallet, available: money(wallet.available - amount) }
    return { next, transfer: withdrawal(owner.id, amount) }
  },

  reply: (next, { amount }, facts) => viewMovement(amount, next, facts),
}
