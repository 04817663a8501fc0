/** Milliseconds: the longest first wait, and the longest of all. */
const WAIT = { first: 500, most: 10_000 }

/**
 * How long a client waits before it connects again: some moment within a time that doubles with each
 * failure ("full jitter"), so that those who were cut off together do not come back together.
 */
export class Pace {
  #failures = 0
  #asked = 0

  /** Milliseconds that the house asks for beside that, before the next connection. */
  ask(ms: number): void {
    this.#asked = ms
  }

  /** A connection has come about. */
  connected(): void {
    this.#failures = 0
    this.#asked = 0
  }

  /** Milliseconds to wait now. */
  next(): number {
    const most = Math.min(WAIT.most, WAIT.first * 2 ** this.#failures)
    const wait = this.#asked + Math.random() * most
    this.#failures += 1
    this.#asked = 0
    return wait
  }
}
