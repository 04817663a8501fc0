import type { DomainError } from './domain-error.ts'
import type { UserId } from './ids.ts'
import type { Counted } from './quota.ts'
import type { Session } from './session.ts'
import type { User } from './user.ts'

/** A try to sign in. Of the address, in lower case, only its SHA-256 is kept. */
export type Attempt = { emailHash: string; at: Date }

export type Attempts = {
  /**
   * Keeps what `decide` makes of the failed attempts for an address, of which this one may be one.
   * Attempts for one address are decided one after another, each on what the one before left.
   * @throws DomainError of `decide`, and nothing is kept.
   */
  add(
    attempt: Attempt,
    decide: (failures: readonly Date[]) => readonly Date[] | DomainError,
  ): Promise<void>
  /** Forgets all failed attempts for an address. */
  forget(emailHash: string): Promise<void>
  /**
   * Forgets some of those for which nothing was kept since a moment; answers whether there may be more.
   */
  forgetBefore(moment: Date): Promise<boolean>
}

/** What is counted of those who come to the door, in all processes together. */
export type Visits = {
  /**
   * Counts a visit under a name. The window, of so many seconds, begins with the first visit in it;
   * one that comes when it is over begins the next.
   * @returns how many there were in the window, this one among them, and since when.
   */
  add(visit: { name: string; at: Date; seconds: number }): Promise<Counted>
  /** Takes one back, which turned out not to count, as long as its window is not over. */
  takeBack(visit: { name: string; since: Date }): Promise<void>
  /** Forgets some of the windows that were over before a moment; answers whether there may be more. */
  forgetBefore(moment: Date): Promise<boolean>
}

/** When a session is used, and whether that is worth writing down. */
export type Use = { at: Date; isNews(session: Session): boolean }

/** A session that begins. Only the hash of its token is kept. */
export type NewSession = { tokenHash: string; expiresAt: Date; at: Date }

export type Sessions = {
  /**
   * Begins a session of a user whose password was found to have `passwordHash`, where that is still
   * the one that is kept. With it the session `ends` ends, of whomever it is.
   * @returns whether it began; whoever comes while the password changes has to show the new one.
   */
  add(
    session: NewSession & { user: User; passwordHash: string; ends?: string | null },
  ): Promise<boolean>
  /** A session that nobody has ended. Whether its time is over is for the rules to say. */
  find(tokenHash: string): Promise<Session | null>
  /**
   * The same, for somebody who uses it: where that is news it is written down, once, for as long as
   * nobody has written another. Answers come in the order of the questions, so that a bid does not
   * pass another on its way to the lot.
   */
  use(tokenHash: string, use: Use): Promise<Session | null>
  end(tokenHash: string, at: Date): Promise<void>
  endAll(user: UserId, at: Date): Promise<void>
  /**
   * Forgets some of those of which no use was written since a moment; answers whether there may be
   * more.
   */
  forgetBefore(moment: Date): Promise<boolean>
}
