/**
 * Looks up the same thing for many who ask at the same moment. Whoever asks while it is being looked
 * up shares the look after that with all others who do, so a crowd costs two of them, and nobody is
 * told what was so before they asked.
 */
export class Lookups<Found> {
  /** The last look of each name, which ends without an error. */
  readonly #last = new Map<string, Promise<void>>()
  /** Looks that have not begun, and can still be shared. */
  readonly #next = new Map<string, Promise<Found>>()

  look(name: string, look: () => Promise<Found>): Promise<Found> {
    return this.#next.get(name) ?? this.#line(name, look)
  }

  #line(name: string, look: () => Promise<Found>): Promise<Found> {
    const last = this.#last.get(name)
    const found = last ? last.then(() => this.#begin(name, look)) : look()
    if (last) this.#next.set(name, found)
    const over = () => {
      if (this.#last.get(name) === ended) this.#last.delete(name)
    }
    const ended: Promise<void> = found.then(over, over)
    this.#last.set(name, ended)
    return found
  }

  #begin(name: string, look: () => Promise<Found>): Promise<Found> {
    this.#next.delete(name)
    return look()
  }
}
