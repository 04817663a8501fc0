import { RequestError } from '@gavel/contracts'
import type { StreamLimits } from './ports.ts'

const RETRY_AFTER_SECONDS = 5

/** The places for streams in this process, so many to a user and to an address. */
export class ConnectionLimits {
  readonly #limits: StreamLimits
  readonly #taken = new Map<string, number>()

  constructor(limits: StreamLimits) {
    this.#limits = limits
  }

  /**
   * Takes a place, and answers how to give it back. Where the address cannot be known none is counted.
   * @throws RequestError too-many-requests.
   */
  take({ user, address }: { user: string | null; address: string | null }): () => void {
    const names = [
      ...(user === null ? [] : [{ name: `user ${user}`, most: this.#limits.perUser }]),
      ...(address === null ? [] : [{ name: `address ${address}`, most: this.#limits.perAddress }]),
    ]
    if (names.some(({ name, most }) => this.#count(name) >= most))
      throw new RequestError('too-many-requests', { retryAfterSeconds: RETRY_AFTER_SECONDS })
    for (const { name } of names) this.#taken.set(name, this.#count(name) + 1)
    return () => {
      for (const { name } of names) this.#giveBack(name)
    }
  }

  #count = (name: string): number => this.#taken.get(name) ?? 0

  #giveBack(name: string): void {
    const count = this.#count(name) - 1
    if (count > 0) this.#taken.set(name, count)
    else this.#taken.delete(name)
  }
}
