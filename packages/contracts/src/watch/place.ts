import { type Position, readPosition, writePosition } from '@gavel/domain'
import type { RoomFrame } from '../room-frames.ts'

/** A client's place in the log of a room: all up to it has been handed on, once and in order. */
export class Place {
  readonly #given: string | null
  #at: Position | null
  /** Whether the log has been left: it goes on from where the stream says that it is ready. */
  #isLeft = false

  constructor(after: string | undefined) {
    this.#given = after ?? null
    this.#at = after === undefined ? null : readPosition(after)
  }

  /** The position to go on from; null before there is one. What is none is for the house to refuse. */
  get position(): string | null {
    return this.#at ? writePosition(this.#at) : this.#given
  }

  /**
   * Whether a frame is news, is known already, or has a gap before it. After a `reset` the old place
   * stands until the new one is told: a line that is lost between them asks again, and hears it again.
   */
  take(frame: RoomFrame): 'news' | 'known' | 'gap' {
    if (frame.type === 'reset') this.#isLeft = true
    if (frame.type === 'ready' && (this.#isLeft || !this.#at)) {
      this.#at = readPosition(frame.data.top)
      this.#isLeft = false
    }
    if (!('seq' in frame)) return 'news'
    const { epoch, seq } = frame
    if (this.#at && (epoch !== this.#at.epoch || seq > this.#at.seq + 1)) return 'gap'
    if (this.#at && seq <= this.#at.seq) return 'known'
    this.#at = { epoch, seq }
    return 'news'
  }

  /** A new connection: what a lost one left half said is said again. */
  again(): void {
    this.#isLeft = false
  }
}
