import { type Quota, rateLimitExceeded } from '@gavel/domain'

type Window = { count: number; since: number }

/** Counts for each user, in this process. A user's window begins with the first time in it. */
export class Meter {
  readonly #quota: Quota
  readonly #windows = new Map<string, Window>()
  #sweptAt = Number.NEGATIVE_INFINITY

  constructor(quota: Quota) {
    this.#quota = quota
  }

  /** Of how many users something is kept. */
  get size(): number {
    return this.#windows.size
  }

  /**
   * Counts one for a user; one that is refused makes nobody wait for longer.
   * @param now - milliseconds on a clock that nobody sets.
   * @throws DomainError too-many-requests, once the user has used up the quota.
   */
  count(user: string, now = performance.now()): void {
    this.#sweep(now)
    const kept = this.#windows.get(user)
    const { count, since } = kept && !this.#isOver(kept, now) ? kept : { count: 0, since: now }
    this.#windows.set(user, { count: count + 1, since })
    const counted = { count: count + 1, since: new Date(since) }
    const used = { quota: this.#quota, counted, at: new Date(now) }
    const refusal = rateLimitExceeded('too-many-requests', used)
    if (refusal) throw refusal
  }

  /** Once in a window all that are over are dropped, so that nothing is kept of who is gone. */
  #sweep(now: number): void {
    if (!this.#isOver({ since: this.#sweptAt }, now)) return
    this.#sweptAt = now
    for (const [user, window] of this.#windows)
      if (this.#isOver(window, now)) this.#windows.delete(user)
  }

  #isOver({ since }: Pick<Window, 'since'>, now: number): boolean {
    return now - since >= this.#quota.seconds * 1000
  }
}
