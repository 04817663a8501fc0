import { setTimeout as pause } from 'node:timers/promises'
import type { RoomFrame } from '@gavel/contracts'
import type { Room } from './room.ts'
import { Sequence } from './sequence.ts'
import { type End, openStream, type Stream, type Transport } from './stream.ts'

type Bye = Extract<RoomFrame, { type: 'bye' }>['data']

/** Milliseconds that a client waits before it comes again, at the least and at the most. */
const BACK = { first: 100, most: 1_000 }

/** A client that comes again whenever its stream ends, with the last place that it has. */
export class Watcher {
  readonly transport: Transport
  readonly sequence = new Sequence()
  /** Milliseconds from each loss of the stream to the first frame of the next. */
  readonly recoveries: number[] = []
  /** Milliseconds from the moment of each event to its arrival, of those that happened meanwhile. */
  delays: number[] = []
  readonly ends: { bye: Bye | null; end: End; at: number }[] = []
  resets = 0
  /** How many watch, as it was last told. */
  watching = 0
  readonly #room: Room
  readonly #pick: () => string
  readonly #random: () => number
  #stalls: boolean
  #stream: Stream | undefined
  #lostAt: number | null = null
  #attempts = 0
  #top = Infinity
  #bye: Bye | null = null
  #isHome = false

  constructor({
    transport,
    room,
    pick,
    random = Math.random,
    from = 0,
    stalls = false,
  }: {
    transport: Transport
    room: Room
    /** Where to go, asked before each stream. */
    pick(): string
    random?: () => number
    /** The last event that it needs not hear. */
    from?: number
    /** Whether it stops reading at the first frame, until it is told to read on. */
    stalls?: boolean
  }) {
    this.transport = transport
    this.#room = room
    this.#pick = pick
    this.#stalls = stalls
    this.#random = random
    this.sequence.last = from
    this.#open()
  }

  /** Whether frames have come since the stream was opened. */
  get isIn(): boolean {
    return this.#top !== Infinity
  }

  /** Cuts its own socket and comes again at once. */
  cut(): void {
    this.#stream?.cut()
    this.#lostAt = performance.now()
    this.#open()
  }

  readOn(): void {
    this.#stalls = false
    this.#stream?.readOn()
  }

  /** Leaves for good. */
  leave(): void {
    this.#isHome = true
    this.#stream?.cut()
  }

  #open(): void {
    if (this.#isHome) return
    const { lotId, epoch } = this.#room
    this.#top = Infinity
    this.#bye = null
    const address = {
      transport: this.transport,
      baseUrl: this.#pick(),
      lotId,
      after: `${epoch}:${this.sequence.last}`,
    }
    const stream: Stream = openStream(address, {
      frame: (frame, text) => {
        if (stream === this.#stream) this.#hear(frame, text)
      },
      ended: (end) => {
        if (stream === this.#stream) void this.#comeAgain(end)
      },
    })
    this.#stream = stream
  }

  #hear(frame: RoomFrame, text: string): void {
    if (this.#lostAt !== null) this.recoveries.push(performance.now() - this.#lostAt)
    this.#lostAt = null
    this.#attempts = 0
    if (this.#stalls) this.#stream?.stopReading()
    if ('seq' in frame) {
      this.#room.compare(frame.seq, text)
      this.sequence.hear(frame.seq)
      if (frame.seq > this.#top) this.delays.push(Date.now() - Date.parse(frame.at))
    } else if (frame.type === 'ready') this.#top = Number(frame.data.top.split(':')[1])
    else if (frame.type === 'presence') this.watching = frame.data.watching
    else if (frame.type === 'reset') this.resets += 1
    else if (frame.type === 'bye') this.#bye = frame.data
  }

  async #comeAgain(end: End): Promise<void> {
    this.ends.push({ bye: this.#bye, end, at: performance.now() })
    this.#lostAt ??= performance.now()
    this.#top = Infinity
    const most = Math.min(BACK.most, BACK.first * 2 ** this.#attempts)
    const stream = this.#stream
    this.#attempts += 1
    await pause(this.#bye?.retryAfterMs ?? this.#random() * most)
    if (stream === this.#stream) this.#open()
  }
}
