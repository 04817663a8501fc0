import type { LotId, Rooms } from '@gavel/domain'
import type { Frame, Frames } from './frame.ts'

/** Events that a tail keeps at hand; who is further behind reads the log. */
const KEPT = 256
/** Events that are read at once, and handed on at once. */
const AT_ONCE = 64

/**
 * The end of one room's log, as this process knows it. Whoever watches has a place in the log and
 * asks for what comes after: a wake-up only says that there may be something, so one more or less
 * of them changes nothing.
 */
export class Tail {
  readonly #room: LotId
  readonly #rooms: Pick<Rooms, 'after'>
  readonly #frames: Frames
  readonly #grown: () => void
  /** Frames without gap; the last is that of `top`. */
  #kept: Frame[] = []
  #top: number
  #reading: Promise<void> | undefined
  #again = false

  constructor(
    room: LotId,
    {
      top,
      rooms,
      frames,
      grown,
    }: {
      top: number
      rooms: Pick<Rooms, 'after'>
      frames: Frames
      /** Called when there are new events. */
      grown: () => void
    },
  ) {
    this.#room = room
    this.#top = top
    this.#rooms = rooms
    this.#frames = frames
    this.#grown = grown
  }

  /** The last event that this process has seen. */
  get top(): number {
    return this.#top
  }

  /** What comes after a place, the next of it; null where the log does not go on from there. */
  async after(seq: number): Promise<Frame[] | null> {
    // A client that comes from another process may know what this one has not heard of yet.
    if (seq > this.#top) await this.wake()
    if (seq > this.#top) return null
    if (seq === this.#top) return []
    const first = this.#top - this.#kept.length + 1
    if (seq >= first - 1) return this.#kept.slice(seq - first + 1, seq - first + 1 + AT_ONCE)
    const events = await this.#rooms.after(this.#room, seq, AT_ONCE)
    if (events[0]?.seq !== seq + 1) return null
    return events.map((event) => this.#frames.event(event))
  }

  /** Reads what is new. Those who call while it reads share one more reading after it. */
  wake(): Promise<void> {
    if (this.#reading) this.#again = true
    return (this.#reading ??= this.#readOn().finally(() => {
      this.#reading = undefined
    }))
  }

  async #readOn(): Promise<void> {
    do {
      this.#again = false
      const events = await this.#rooms.after(this.#room, this.#top, AT_ONCE)
      if (events.length === 0) continue
      this.#append(
        events.map((event) => this.#frames.event(event)),
        events[0]?.seq,
      )
      this.#again ||= events.length === AT_ONCE
    } while (this.#again)
  }

  /** Where events were trimmed before they were seen, there is a hole: what is kept begins anew. */
  #append(frames: Frame[], first = 0): void {
    if (first !== this.#top + 1) this.#kept = []
    this.#kept = [...this.#kept, ...frames].slice(-KEPT)
    this.#top = first + frames.length - 1
    this.#grown()
  }
}
