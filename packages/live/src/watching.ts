import type { ByeCode } from '@gavel/contracts'
import type { Frame, Frames } from './frame.ts'
import type { Tail } from './tail.ts'

const SECOND = 1_000
/** Milliseconds between two heartbeats. */
const BEAT = 15 * SECOND
/** Milliseconds that a client may take for what it was handed before it counts as stalled. */
const PATIENCE = 10 * SECOND

type Bye = { code: ByeCode; retryAfterMs: number }

/** What a cursor goes through. */
export type Room = { tail: Tail; frames: Frames; now(): Promise<Date> }

/**
 * One client's place in the log of a room. The transport asks for the next frames whenever it can
 * take some, so nothing piles up for a client that is slow; what it did not ask for is in the log.
 * As an async iterator it is what `Readable.from` and `ReadableStream.from` read.
 */
export class Watching implements AsyncIterableIterator<Frame[], undefined, undefined> {
  readonly #open: () => Promise<Room>
  readonly #left: () => void
  readonly #gone = new AbortController()
  #room: Room | undefined
  #cursor: number | null
  #presence: Frame | null = null
  #bye: Bye | null = null
  #poke: () => void = () => {}
  #beatAt = performance.now()
  /** Since when the transport has had frames that it has not sent; null while it waits for some. */
  #handedAt: number | null = performance.now()
  #isReady = false
  #hasEnded = false
  #hasLeft = false

  constructor(asked: {
    after: number | null
    /** Opens the room when the first frame is asked for. */
    open(): Promise<Room>
    left(): void
  }) {
    this.#cursor = asked.after
    this.#open = asked.open
    this.#left = asked.left
  }

  /** Aborted once nobody should wait for this client any longer. */
  get signal(): AbortSignal {
    return this.#gone.signal
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** The next frames, as soon as there are some. */
  async next(): Promise<IteratorResult<Frame[], undefined>> {
    this.#handedAt = null
    this.#room ??= await this.#open()
    for (;;) {
      if (this.#hasEnded || this.signal.aborted) return this.#leave()
      const poked = new Promise<void>((resolve) => (this.#poke = resolve))
      const frames = this.#bye
        ? [this.#lastWord(this.#room, this.#bye)]
        : await this.#news(this.#room)
      if (frames.length > 0) {
        this.#handedAt = performance.now()
        return { done: false, value: frames }
      }
      await poked
    }
  }

  /** The client has left. */
  async return(): Promise<IteratorResult<Frame[], undefined>> {
    this.#gone.abort()
    this.#poke()
    return this.#leave()
  }

  /** The stream as Server-Sent Events: all frames of a turn in one piece. */
  sse(): AsyncIterableIterator<Buffer, undefined, undefined> {
    const next = async (): Promise<IteratorResult<Buffer, undefined>> => {
      const turn = await this.next()
      if (turn.done) return turn
      return { done: false, value: Buffer.concat(turn.value.map((frame) => frame.sse)) }
    }
    const gone = async () => {
      await this.return()
      return { done: true as const, value: undefined }
    }
    return { next, return: gone, [Symbol.asyncIterator]: () => this.sse() }
  }

  /** There may be something new. */
  poke(): void {
    this.#poke()
  }

  tellPresence(frame: Frame): void {
    this.#presence = frame
    this.#poke()
  }

  /** Ends the stream: what is left for the client to hear is why. */
  end(code: ByeCode, retryAfterMs = 0): void {
    this.#bye ??= { code, retryAfterMs }
    this.#poke()
  }

  /** Looked at once a second: whether a heartbeat is due, and whether the client still takes any. */
  tick(now: number): void {
    const waiting = this.#handedAt === null ? 0 : now - this.#handedAt
    if (waiting > PATIENCE) this.end('slow')
    if (waiting > 2 * PATIENCE) void this.return()
    if (now - this.#beatAt > BEAT) this.#poke()
  }

  #lastWord({ frames }: Room, { code, retryAfterMs }: Bye): Frame {
    this.#hasEnded = true
    return frames.bye(code, retryAfterMs)
  }

  async #news({ tail, frames, now }: Room): Promise<Frame[]> {
    const news: Frame[] = []
    this.#cursor ??= tail.top
    const events = await tail.after(this.#cursor)
    if (events === null) {
      this.#cursor = tail.top
      this.#isReady = false
      news.push(frames.reset())
    }
    if (!this.#isReady) news.push(frames.ready(tail.top))
    this.#isReady = true
    news.push(...(events ?? []))
    this.#cursor += events?.length ?? 0
    if (this.#presence) news.push(this.#presence)
    this.#presence = null
    if (performance.now() - this.#beatAt > BEAT) {
      this.#beatAt = performance.now()
      news.push(frames.heartbeat(tail.top, await now()))
    }
    return news
  }

  #leave(): IteratorResult<Frame[], undefined> {
    if (!this.#hasLeft) this.#left()
    this.#hasLeft = true
    return { done: true, value: undefined }
  }
}
