/** What one client has heard of a log, held against 1…n. */
export class Sequence {
  /** The last number heard in order. */
  last = 0
  gaps = 0
  repeats = 0
  reorderings = 0
  readonly #missing = new Set<number>()

  hear(seq: number): void {
    if (seq > this.last) {
      for (let missed = this.last + 1; missed < seq; missed += 1) this.#missing.add(missed)
      if (seq > this.last + 1) this.gaps += 1
      this.last = seq
    } else if (this.#missing.delete(seq)) this.reorderings += 1
    else this.repeats += 1
  }
}
