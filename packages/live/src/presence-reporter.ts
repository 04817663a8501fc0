import { randomUUID } from 'node:crypto'
import type { LotId, Presence } from '@gavel/domain'
import type { OpenRoom } from './open-room.ts'

/** Milliseconds between two reports that say the same, each of which counts for thirty seconds. */
const EVERY = 10_000

/** Tells the others who watches in this process: within a second of a change, else every ten. */
export class PresenceReporter {
  readonly #presence: Presence
  readonly #process = randomUUID()
  #reportedAt = 0
  #isNews = false
  #hasEnded = false

  constructor(presence: Presence) {
    this.#presence = presence
  }

  /** Whether somebody has come or left since the last report. */
  get isNews(): boolean {
    return this.#isNews
  }

  /** Somebody has come, or left. */
  changed(): void {
    this.#isNews = true
  }

  /** Reports, if it is time to. What a report that fails had to tell stays news. */
  async report(rooms: readonly OpenRoom[], now: number): Promise<void> {
    if (this.#hasEnded || (!this.#isNews && now - this.#reportedAt < EVERY)) return
    this.#isNews = false
    const watched = rooms.filter(({ size }) => size > 0)
    try {
      await this.#tell(new Map(watched.map(({ lotId, size }) => [lotId, size])))
      this.#reportedAt = now
    } catch (error) {
      this.#isNews = true
      throw error
    }
  }

  /** Nobody watches here any more, and there is nothing to report from now on. */
  end(): Promise<void> {
    this.#hasEnded = true
    return this.#tell(new Map())
  }

  #tell = (watching: ReadonlyMap<LotId, number>): Promise<void> =>
    this.#presence.report(this.#process, watching)
}
