import type { Money } from './money.ts'
import type { Quota } from './quota.ts'

type NoFacts = Record<never, never>
type RetryLater = { retryAfterSeconds: number }

/** Every error code of the domain, with the facts that the error carries. */
export type DomainErrorFacts = {
  'email-taken': NoFacts
  'wrong-credentials': NoFacts
  /** The given password is not the caller's current one. */
  'wrong-password': NoFacts
  'too-many-attempts': RetryLater
  'too-many-requests': RetryLater
  'no-session': NoFacts
  'session-ended': NoFacts
  'not-found': NoFacts
  'not-your-lot': NoFacts
  'lot-not-draft': NoFacts
  'lot-has-bids': NoFacts
  'lot-closed': NoFacts
  /** The lot has changed since the caller read it. */
  stale: NoFacts
  /** Input errors that only the domain can detect; `pointer` is a JSON Pointer (RFC 6901). */
  invalid: { errors: { pointer: string; message: string }[] }
  'bad-schedule': NoFacts
  'lot-not-live': NoFacts
  'own-lot': NoFacts
  /** The lowest maximum that would have been accepted. */
  'bid-too-low': { minimumBid: Money }
  /** The amount missing from `available`. */
  'insufficient-funds': { required: Money }
  'wallet-full': NoFacts
  'key-reused': NoFacts
  /** The cursor does not belong to this list. */
  'malformed-request': NoFacts
  busy: RetryLater
  /** The database cannot be reached. */
  unavailable: RetryLater
}

export type DomainErrorCode = keyof DomainErrorFacts

/** Errors that are stored with the Idempotency-Key and replayed, whatever has changed since. */
export const REPLAYED_ERRORS: readonly DomainErrorCode[] = [
  'lot-not-live',
  'own-lot',
  'bid-too-low',
  'insufficient-funds',
  'wallet-full',
]

type DomainErrorOptions = { replayed?: boolean; quota?: Quota | null; cause?: unknown }

/**
 * An error of the domain. Rules return it as a value, a use case throws it once, and the error handler
 * of an app converts it to a problem document (RFC 9457).
 */
export class DomainError<Code extends DomainErrorCode = DomainErrorCode> extends Error {
  readonly code: Code
  readonly facts: DomainErrorFacts[Code]
  /** Whether this error replays that of an earlier request with the same Idempotency-Key. */
  readonly replayed: boolean
  /** The exceeded quota, for rate-limit errors. */
  readonly quota: Quota | null

  constructor(
    code: Code,
    facts: DomainErrorFacts[Code],
    { replayed = false, quota = null, cause }: DomainErrorOptions = {},
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
 * Whether a thrown value is a `DomainError`. Compares the name instead of the class: a bundler may load
 * this module more than once into a process, which creates more than one class.
 */
export const isDomainError = (thrown: unknown): thrown is DomainError =>
  thrown instanceof Error && thrown.name === 'DomainError'

/** Creates an error that has no facts. */
export function domainError(
  code: {
    [C in DomainErrorCode]: DomainErrorFacts[C] extends NoFacts ? C : never
  }[DomainErrorCode],
): DomainError {
  return new DomainError(code, {})
}
