import type { ByeCode } from '@gavel/contracts'
import type { Frame, Frames } from './frame.ts'
import type { Tail } from './tail.ts'

const SECOND = 1_000
/** Milliseconds between two heartbeats. */
const BEAT = 15 * SECOND
/** Milliseconds that a client may take for what it was handed, and then to hear that it was slow. */
const PATIENCE = 10 * SECOND

type Bye = { code: ByeCode; retryAfterMs: number; since: number }

/** The room whose log is gone through. */
export type Room = { tail: Pick<Tail, 'open' | 'top' | 'after'>; now(): Promise<Date> }

type Asked = {
  /** The place from which the client goes on; null for the end of the log. */
  after: number | null
  frames: Frames
  /** Comes into the room, when the first frames are asked for. */
  enter(): Room
  /** Told once that the client is gone. */
  left(): void
  /** Told of what a read has failed with; it is tried again a second later. */
  failed(error: unknown): void
}

/**
 * One client's place in the log of a room. The transport asks for the next frames whenever it can
 * take some, so nothing piles up for a client that is slow; what it did not ask for is in the log.
 * Each framework reads it as an async iterator, in its own way.
 */
export class Subscription implements AsyncIterableIterator<Frame[], undefined, undefined> {
  readonly #asked: Asked
  readonly #gone = new AbortController()
  #room: Room | undefined
  #cursor: number | null
  #presence: Frame | null = null
  #bye: Bye | null = null
  #wake: () => void = () => {}
  #hurry: () => void = () => {}
  #beatAt = performance.now()
  /** Since when the transport has had frames that it has not sent; null while it waits for some. */
  #handedAt: number | null = performance.now()
  #isReady = false
  #hasFailed = false
  #hasEnded = false
  #hasLeft = false

  constructor(asked: Asked) {
    this.#asked = asked
    this.#cursor = asked.after
  }

  /** Aborted once nobody should wait for this client any longer. */
  get signal(): AbortSignal {
    return this.#gone.signal
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** The next frames, as soon as there are some. A read that fails costs nothing but time. */
  async next(): Promise<IteratorResult<Frame[], undefined>> {
    this.#handedAt = null
    while (!this.#isOver()) {
      const woken = new Promise<void>((resolve) => (this.#wake = resolve))
      const hurried = new Promise<Frame[]>((resolve) => (this.#hurry = () => resolve([])))
      const frames = await Promise.race([this.#say(), hurried])
      if (frames.length > 0) {
        this.#handedAt = performance.now()
        return { done: false, value: frames }
      }
      if (!this.#isOver()) await woken
    }
    return this.#leave()
  }

  /** The client has left. Whoever waits for its next frames waits no longer. */
  async return(): Promise<IteratorResult<Frame[], undefined>> {
    this.#gone.abort()
    this.#hurry()
    this.#wake()
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
  wake(): void {
    this.#wake()
  }

  tellPresence(frame: Frame): void {
    this.#presence = frame
    this.#wake()
  }

  /** Ends the stream: what is left for the client to hear is why. */
  end(code: ByeCode, retryAfterMs = 0): void {
    this.#bye ??= { code, retryAfterMs, since: performance.now() }
    this.#hurry()
    this.#wake()
  }

  /** Looked at once a second: what is due, and whether the client still takes anything. */
  tick(now: number): void {
    if (this.#handedAt !== null && now - this.#handedAt >= PATIENCE) this.end('slow')
    if (this.#bye && now - this.#bye.since >= PATIENCE) void this.return()
    if (this.#hasFailed || this.#isBeatDue(now)) this.#wake()
  }

  #isOver = (): boolean => this.#hasEnded || this.signal.aborted

  #isBeatDue = (now: number): boolean => now - this.#beatAt >= BEAT

  async #say(): Promise<Frame[]> {
    if (this.#bye) return this.#lastWord(this.#bye)
    try {
      const news = await this.#news((this.#room ??= this.#asked.enter()))
      this.#hasFailed = false
      return news
    } catch (error) {
      this.#hasFailed = true
      this.#asked.failed(error)
      return []
    }
  }

  #lastWord({ code, retryAfterMs }: Bye): Frame[] {
    this.#hasEnded = true
    return [this.#asked.frames.bye(code, retryAfterMs)]
  }

  /** All that is to be read is read before anything is told: a read that fails skips no frame. */
  async #news({ tail, now }: Room): Promise<Frame[]> {
    const { frames } = this.#asked
    await tail.open()
    const cursor = (this.#cursor ??= tail.top)
    const events = await tail.after(cursor)
    const serverNow = this.#isBeatDue(performance.now()) ? await now() : null
    const news = events === null ? [frames.reset()] : []
    const from = events === null ? tail.top : cursor
    if (events === null || !this.#isReady) news.push(frames.ready(tail.top, from))
    this.#isReady = true
    news.push(...(events ?? []))
    this.#cursor = from + (events?.length ?? 0)
    if (this.#presence) news.push(this.#presence)
    this.#presence = null
    if (!serverNow) return news
    this.#beatAt = performance.now()
    return [...news, frames.heartbeat(tail.top, serverNow)]
  }

  #leave(): IteratorResult<Frame[], undefined> {
    if (!this.#hasLeft) this.#asked.left()
    this.#hasLeft = true
    return { done: true, value: undefined }
  }
}
