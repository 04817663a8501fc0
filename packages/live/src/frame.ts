import { BYES, type ByeCode, type RoomFrame } from '@gavel/contracts'
import { type LoggedEvent, type LotId, writePosition } from '@gavel/domain'

/** A frame as it leaves, made once for everybody who gets it. */
export class Frame {
  readonly type: RoomFrame['type']
  /** The JSON of the frame: a text message of a WebSocket. */
  readonly text: string
  /** The position that the frame leads to; null for one that is not in the log. */
  readonly id: string | null
  /** Milliseconds after which a client that is sent away should come again. */
  readonly retry: number | null
  /** The close code of a WebSocket after this frame; null for one that is not the last. */
  readonly close: number | null
  #sse: Buffer | undefined

  constructor(frame: RoomFrame) {
    this.type = frame.type
    this.text = JSON.stringify(frame)
    this.id = 'seq' in frame ? writePosition(frame) : null
    this.close = frame.type === 'bye' ? BYES[frame.data.code].close : null
    this.retry = frame.type === 'bye' && frame.data.reconnect ? frame.data.retryAfterMs : null
  }

  /** The frame as Server-Sent Events write it (WHATWG HTML, 9.2.5). JSON has no line break. */
  get sse(): Buffer {
    const id = this.id ? `id: ${this.id}\n` : ''
    const retry = this.retry === null ? '' : `retry: ${this.retry}\n`
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
    return new Frame(place as RoomFrame)
  }

  ready(top: number): Frame {
    return this.#passing('ready', { top: this.#position(top) })
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

  #passing(type: RoomFrame['type'], data: object): Frame {
    return new Frame({ v: 1, room: this.#room, type, data } as RoomFrame)
  }

  #position = (seq: number): string => writePosition({ epoch: this.#epoch, seq })
}
