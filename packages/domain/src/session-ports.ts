import type { DomainError } from './domain-error.ts'
import type { UserId } from './ids.ts'
import type { Counted } from './quota.ts'
import type { Session } from './session.ts'
import type { User } from './user.ts'

/** A sign-in attempt. Only the SHA-256 of the lower-case e-mail address is stored. */
export type SignInAttempt = { emailHash: string; at: Date }

/** Failed sign-ins by e-mail address, for a sliding-window rate limit. */
export type FailedSignIns = {
  /**
   * Stores the result of `decide`, which receives the stored failures for the address. Attempts for
   * one address are decided one after another, each on the result of the one before.
   * @throws DomainError from `decide`; then nothing is stored.
   */
  record(
    attempt: SignInAttempt,
    decide: (failures: readonly Date[]) => readonly Date[] | DomainError,
  ): Promise<void>
  /** Deletes all failures for an address. */
  clear(emailHash: string): Promise<void>
  /** Deletes a batch of the addresses without a write since a time; returns whether more may remain. */
  deleteBefore(time: Date): Promise<boolean>
}

/** Fixed-window rate limits, counted in all processes together. */
export type RateLimits = {
  /**
   * Counts a request under a name. A window of `seconds` starts with the first request; a request
   * after its end starts the next window.
   * @returns the count in the window, including this request, and the start of the window.
   */
  consume(request: { name: string; at: Date; seconds: number }): Promise<Counted>
  /** Subtracts one request from the window that started at `since`, if it has not been replaced. */
  refund(request: { name: string; since: Date }): Promise<void>
  /** Deletes a batch of the windows that ended before a time; returns whether more may remain. */
  deleteBefore(time: Date): Promise<boolean>
}

/** A use of a session; `shouldRecord` decides whether to write it. */
export type SessionUse = { at: Date; shouldRecord(session: Session): boolean }

/** A session to store. Only the hash of its token is stored. */
export type NewSession = { tokenHash: string; expiresAt: Date; at: Date }

export type Sessions = {
  /**
   * Adds a session if `passwordHash` is still the user's stored hash, and ends the session `ends`,
   * whose user may be another one.
   * @returns whether it was added; false when the password has been changed since it was verified.
   */
  add(
    session: NewSession & { user: User; passwordHash: string; ends?: string | null },
  ): Promise<boolean>
  /** Returns a session that has not been ended. It may have expired; see `hasSessionEnded`. */
  find(tokenHash: string): Promise<Session | null>
  /**
   * Returns a session like `find` and writes the use if `shouldRecord` returns true and no other use
   * was written meanwhile. Results arrive in the order of the calls, so that the bids of one client
   * keep their order.
   */
  use(tokenHash: string, use: SessionUse): Promise<Session | null>
  end(tokenHash: string, at: Date): Promise<void>
  endAll(user: UserId, at: Date): Promise<void>
  /** Deletes a batch of the sessions last used before a time; returns whether more may remain. */
  deleteBefore(time: Date): Promise<boolean>
}
