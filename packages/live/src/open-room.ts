import type { LotId } from '@gavel/domain'
import type { Frames } from './frame.ts'
import type { LivePorts } from './ports.ts'
import { Tail } from './tail.ts'
import type { Subscription } from './subscription.ts'

/** Milliseconds that an empty room is kept: who is sent away, or loses the line, comes back soon. */
const IDLE = 5_000

/** A room that somebody in this process watches. */
export class OpenRoom {
  readonly lotId: LotId
  readonly tail: Tail
  readonly #frames: Frames
  readonly #subscriptions = new Set<Subscription>()
  #told = { watching: -1, version: 0 }
  #emptySince = performance.now()

  constructor(lotId: LotId, { frames, rooms }: { frames: Frames } & Pick<LivePorts, 'rooms'>) {
    this.lotId = lotId
    this.#frames = frames
    const grown = () => {
      for (const subscription of this.#subscriptions) subscription.wake()
    }
    this.tail = new Tail(lotId, { rooms, frames, grown })
  }

  /** How many watch in this process. */
  get size(): number {
    return this.#subscriptions.size
  }

  join(subscription: Subscription): void {
    this.#subscriptions.add(subscription)
    if (this.#told.version > 0) subscription.tellPresence(this.#frames.presence(this.#told))
  }

  /** Answers whether they were here. */
  leave(subscription: Subscription): boolean {
    this.#emptySince = performance.now()
    return this.#subscriptions.delete(subscription)
  }

  /** Whether nobody has been here for a while. */
  isIdle(now: number): boolean {
    return this.size === 0 && now - this.#emptySince >= IDLE
  }

  /** Tells how many watch in all processes, where that is news. */
  tellPresence(seen: { watching: number; version: number }): void {
    if (seen.version <= this.#told.version || seen.watching === this.#told.watching) return
    this.#told = seen
    const frame = this.#frames.presence(seen)
    for (const subscription of this.#subscriptions) subscription.tellPresence(frame)
  }
}
