import { BYES, type ByeCode, type RoomFrame } from '@gavel/contracts'
import { type LoggedEvent, type LotId, writePosition } from '@gavel/domain'

/** Milliseconds that a browser waits at the least before it connects again. */
const LEAST_RETRY = 1_000

/** A frame as it leaves, made once for everybody who gets it. */
export class Frame {
  readonly type: RoomFrame['type']
  /** The JSON of the frame: a text message of a WebSocket. */
  readonly text: string
  /** The position that a client has reached with this frame; null for one that says nothing of it. */
  readonly id: string | null
  /** Milliseconds after which a client that is sent away should come again. */
  readonly retry: number | null
  /** The close code of a WebSocket after this frame; null for one that is not the last. */
  readonly close: number | null
  #sse: Buffer | undefined

  constructor(frame: RoomFrame, id: string | null = null) {
    this.type = frame.type
    this.text = JSON.stringify(frame)
    this.id = id
    this.close = frame.type === 'bye' ? BYES[frame.data.code].close : null
    this.retry = frame.type === 'bye' && frame.data.reconnect ? frame.data.retryAfterMs : null
  }

  /** The frame as Server-Sent Events write it (WHATWG HTML, 9.2.5). JSON has no line break. */
  get sse(): Buffer {
    const id = this.id ? `id: ${this.id}\n` : ''
    // A browser keeps this for every break to come, so it is never nothing.
    const retry = this.retry === null ? '' : `retry: ${Math.max(LEAST_RETRY, this.retry)}\n`
    return (this.#sse ??= Buffer.from(`${id}${retry}event: ${this.type}\ndata: ${this.text}\n\n`))
  }
}

/** The frames of one room. */
export class Frames {
  readonly #room: LotId
  readonly #epoch: string

  constructor(room: LotId, epoch: string) {
    this.#room = room
    this.#epoch = epoch
  }

  event({ seq, type, at, data }: LoggedEvent): Frame {
    const place = { v: 1, room: this.#room, epoch: this.#epoch, seq, type, at, data }
    return new Frame(place as RoomFrame, this.#position(seq))
  }

  /**
   * Its id is the place from which the stream goes on: who leaves before the first event resumes there.
   */
  ready(top: number, place: number): Frame {
    return this.#passing('ready', { top: this.#position(top) }, this.#position(place))
  }

  heartbeat(top: number, now: Date): Frame {
    return this.#passing('hb', { top: this.#position(top), serverNow: now.toISOString() })
  }

  presence(data: { watching: number; version: number }): Frame {
    return this.#passing('presence', data)
  }

  reset(): Frame {
    return this.#passing('reset', {})
  }

  bye(code: ByeCode, retryAfterMs: number): Frame {
    const { reconnect } = BYES[code]
    return this.#passing('bye', { code, reconnect, retryAfterMs: Math.round(retryAfterMs) })
  }

  #passing(type: RoomFrame['type'], data: object, id: string | null = null): Frame {
    return new Frame({ v: 1, room: this.#room, type, data } as RoomFrame, id)
  }

  #position = (seq: number): string => writePosition({ epoch: this.#epoch, seq })
}
