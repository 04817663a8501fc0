import type { LotId } from '@gavel/domain'
import { Frames } from './frame.ts'
import type { LivePorts } from './ports.ts'
import { Tail } from './tail.ts'
import type { Watching } from './watching.ts'

/** Milliseconds that an empty room is kept: whoever has opened it is about to come in. */
const IDLE = 5_000

/** A room that somebody in this process watches. */
export class OpenRoom {
  readonly frames: Frames
  readonly tail: Tail
  readonly #watching = new Set<Watching>()
  #told = { watching: -1, version: 0 }
  #emptySince = performance.now()

  constructor(
    room: LotId,
    { epoch, top, rooms }: { epoch: string; top: number } & Pick<LivePorts, 'rooms'>,
  ) {
    this.frames = new Frames(room, epoch)
    const grown = () => {
      for (const watching of this.#watching) watching.poke()
    }
    this.tail = new Tail(room, { top, rooms, frames: this.frames, grown })
  }

  /** How many watch in this process. */
  get size(): number {
    return this.#watching.size
  }

  join(watching: Watching): void {
    this.#watching.add(watching)
    if (this.#told.version > 0) watching.tellPresence(this.frames.presence(this.#told))
  }

  leave(watching: Watching): void {
    this.#watching.delete(watching)
    this.#emptySince = performance.now()
  }

  /** Whether nobody has been here for a while. */
  isIdle(now: number): boolean {
    return this.size === 0 && now - this.#emptySince > IDLE
  }

  /** Tells how many watch in all processes, where that is news. */
  tellPresence(seen: { watching: number; version: number }): void {
    if (seen.version <= this.#told.version || seen.watching === this.#told.watching) return
    this.#told = seen
    const frame = this.frames.presence(seen)
    for (const watching of this.#watching) watching.tellPresence(frame)
  }
}
