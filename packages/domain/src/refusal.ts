import type { Money } from './money.ts'
import type { Quota } from './quota.ts'

type Nothing = Record<never, never>
type Later = { retryAfterSeconds: number }

/** Every refusal the house can give, with the facts that come with it. */
export type DomainErrorFacts = {
  'email-taken': Nothing
  'wrong-credentials': Nothing
  /** It is not the one that the caller has now. */
  'wrong-password': Nothing
  'too-many-attempts': Later
  'too-many-requests': Later
  'no-session': Nothing
  'session-ended': Nothing
  'not-found': Nothing
  'not-your-lot': Nothing
  'lot-not-draft': Nothing
  'lot-has-bids': Nothing
  'lot-closed': Nothing
  /** The lot has changed since the caller read it. */
  stale: Nothing
  /** Where it is wrong (a JSON Pointer, RFC 6901) and what, as far as only the house can know. */
  invalid: { errors: { pointer: string; message: string }[] }
  'bad-schedule': Nothing
  'lot-not-live': Nothing
  'own-lot': Nothing
  /** The least that would have been accepted. */
  'bid-too-low': { minimumBid: Money }
  /** What is missing from `available`. */
  'insufficient-funds': { required: Money }
  'wallet-full': Nothing
  'key-reused': Nothing
  /** A cursor that this list did not give out. */
  'malformed-request': Nothing
  busy: Later
  /** The database cannot be reached. */
  unavailable: Later
}

export type DomainErrorCode = keyof DomainErrorFacts

/** Refusals that stand: a retry with the same key gets the same "no", whatever has changed since. */
export const REPLAYED_ERRORS: readonly DomainErrorCode[] = [
  'lot-not-live',
  'own-lot',
  'bid-too-low',
  'insufficient-funds',
  'wallet-full',
]

type More = { replayed?: boolean; quota?: Quota | null; cause?: unknown }

/**
 * A "no" of the house. Rules return it as a value; a use case throws it once, at its edge, and the
 * app's one door turns it into a problem document.
 */
export class DomainError<Code extends DomainErrorCode = DomainErrorCode> extends Error {
  readonly code: Code
  readonly facts: DomainErrorFacts[Code]
  /** True when an earlier request with the same Idempotency-Key was refused, and this repeats it. */
  readonly replayed: boolean
  /** The quota that is used up, where that is why. */
  readonly quota: Quota | null

  constructor(
    code: Code,
    facts: DomainErrorFacts[Code],
    { replayed = false, quota = null, cause }: More = {},
  ) {
    super(code, { cause })
    this.name = 'DomainError'
    this.code = code
    this.facts = facts
    this.replayed = replayed
    this.quota = quota
  }
}

/**
 * Whether something thrown is a refusal. Its name says so, not its class: a bundler may load this
 * module more than once into a process, and then there is more than one class.
 */
export const isDomainError = (thrown: unknown): thrown is DomainError =>
  thrown instanceof Error && thrown.name === 'DomainError'

/** Says no without facts. */
export function domainError(
  code: {
    [C in DomainErrorCode]: DomainErrorFacts[C] extends Nothing ? C : never
  }[DomainErrorCode],
): DomainError {
  return new DomainError(code, {})
}
