import { setImmediate } from 'node:timers'

/** So many pass in one turn of the event loop: a millisecond's work. */
const AT_ONCE = 4

/**
 * Lets a crowd pass bit by bit: what it costs to let in a thousand is paid over many turns of the event
 * loop, and in each of them others have theirs. Whoever is not in a crowd passes at once.
 */
export class Admission {
  #passed = 0
  readonly #waiting: (() => void)[] = []

  async pass(): Promise<void> {
    if (this.#passed === 0) setImmediate(this.#turn)
    if (this.#passed === AT_ONCE) await new Promise<void>((pass) => this.#waiting.push(pass))
    else this.#passed += 1
  }

  #turn = (): void => {
    const passing = this.#waiting.splice(0, AT_ONCE)
    this.#passed = passing.length
    if (passing.length > 0) setImmediate(this.#turn)
    for (const pass of passing) pass()
  }
}
