import type {
  Effects,
  IdempotencyKey,
  LockedWallets,
  Lot,
  IdempotentResult,
  DomainError,
  UserId,
} from '@gavel/domain'

/** Whose accounts a decision may touch; the names stand for the house's own. */
export type Party = UserId | 'fees' | 'world'

/** What is locked while it is decided on: a lot with its wallets, or wallets alone. */
export type State = { lot: Lot | null; wallets: LockedWallets }

/** What the store tells about an effect. */
export type Facts = { id: string; seq: number; at: Date }

/** Work of any kind, waiting for its lock. */
export type Command = {
  walletsToLock: readonly Party[]
  key: IdempotencyKey | undefined
  decide(state: State, now: Date): Decision | DomainError
}

export type Decision = { next: State; effects: Effects; reply(facts: Facts): unknown }

/** What became of a command: an answer, a refusal, or an error that is its own. */
export type Outcome = { receipt: IdempotentResult<unknown> } | { error: unknown }
