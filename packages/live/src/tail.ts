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
  readonly #rooms: Pick<Rooms, 'after' | 'tops'>
  readonly #frames: Frames
  readonly #grown: () => void
  /** Frames without gap; the last is that of `top`. */
  #kept: Frame[] = []
  /** Null until the log has been looked at. */
  #top: number | null = null
  #reading: Promise<void> | undefined
  #again = false

  constructor(
    room: LotId,
    {
      rooms,
      frames,
      grown,
    }: {
      rooms: Pick<Rooms, 'after' | 'tops'>
      frames: Frames
      /** Called when there are new events. */
      grown: () => void
    },
  ) {
    this.#room = room
    this.#rooms = rooms
    this.#frames = frames
    this.#grown = grown
  }

  /** The last event that this process has seen. */
  get top(): number {
    return this.#top ?? 0
  }

  /** Resolves once there is a top. */
  async open(): Promise<void> {
    if (this.#top === null) await this.wake()
  }

  /** What comes after a place, the next of it; null where the log does not go on from there. */
  async after(seq: number): Promise<Frame[] | null> {
    // Another process may have shown more of the log than this one has seen.
    if (seq > this.top) await this.wake()
    if (seq >= this.top) return seq === this.top ? [] : null
    const first = this.top - this.#kept.length + 1
    if (seq >= first - 1) return this.#kept.slice(seq - first + 1, seq - first + 1 + AT_ONCE)
    const events = await this.#rooms.after(this.#room, seq, AT_ONCE)
    if (events[0]?.seq !== seq + 1) return null
    return events.map((event) => this.#frames.event(event))
  }

  /** Reads what is new. Those who call while it reads share one more reading after it. */
  wake(): Promise<void> {
    if (this.#reading) this.#again = true
    return (this.#reading ??= this.#readOn())
  }

  /** Ends in the very step in which nobody has asked for one more: no wake-up falls in between. */
  async #readOn(): Promise<void> {
    try {
      do {
        this.#again = false
        await (this.#top === null ? this.#begin() : this.#read(this.#top))
      } while (this.#again)
    } finally {
      this.#reading = undefined
    }
  }

  async #begin(): Promise<void> {
    const tops = await this.#rooms.tops([this.#room])
    this.#top = tops.get(this.#room)?.seq ?? 0
  }

  /** Where events were trimmed before they were seen there is a hole: what is kept begins anew. */
  async #read(top: number): Promise<void> {
    const events = await this.#rooms.after(this.#room, top, AT_ONCE)
    const [first, last] = [events[0], events.at(-1)]
    if (!first || !last) return
    const frames = events.map((event) => this.#frames.event(event))
    this.#kept = first.seq === top + 1 ? [...this.#kept, ...frames].slice(-KEPT) : frames
    this.#top = last.seq
    this.#again ||= events.length === AT_ONCE
    this.#grown()
  }
}
