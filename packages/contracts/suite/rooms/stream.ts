import { setTimeout as pause } from 'node:timers/promises'
import type { LoggedFrame, RoomFrame } from '../../src/room-frames.ts'
import type { Problem } from '../../src/problems.ts'
import { baseUrl } from '../given.ts'

/** How to open a room: with or without a session, after a position or from now on. */
export type Asked = {
  token?: string
  after?: string
  headers?: Record<string, string>
  /** Another server than `baseUrl`. */
  at?: string
}

/** Milliseconds to wait for a frame. */
const TIMEOUT = 30_000

const open = new Set<Stream>()

/** Closes all streams, at the end of a test or a file. */
export const leaveAll = (): void => open.forEach((stream) => stream.leave())

/** The server rejected the request for a stream. */
export class Refused extends Error {
  readonly status: number
  readonly headers: Record<string, string | undefined>
  readonly problem: Problem['body']

  constructor(status: number, headers: Record<string, string | undefined>, text: string) {
    super(`${status}: ${text}`)
    this.status = status
    this.headers = headers
    this.problem = parsed(text)
  }
}

/** A stub may answer without JSON. */
const parsed = (text: string): Problem['body'] => {
  try {
    return JSON.parse(text)
  } catch {
    return { code: 'no problem document' } as never
  }
}

/** The error that a request for a stream is rejected with. */
export async function refusedAt(opening: Promise<Stream>): Promise<Refused> {
  const outcome = await opening.catch((error: unknown) => error)
  if (outcome instanceof Refused) return outcome
  if (outcome instanceof Error) throw outcome
  throw new Error('The room has opened')
}

/** The frames received over an open stream. */
export class Stream {
  readonly frames: RoomFrame[] = []
  readonly leave: () => void
  /** The close code; null while the stream is open, 0 for Server-Sent Events. */
  code: number | null = null
  #heard = 0
  #flaw: Error | undefined

  constructor(leave: () => void) {
    this.leave = leave
    open.add(this)
  }

  /** Adds a frame. An invalid one is reported to the test that waits for the next. */
  hear(read: () => RoomFrame): void {
    try {
      this.frames.push(read())
    } catch (error) {
      this.#flaw ??= new Error('The frame is invalid', { cause: error })
    }
  }

  end(code: number): void {
    this.code ??= code
    open.delete(this)
  }

  /** The frames of a type so far. */
  of<Type extends RoomFrame['type']>(type: Type): (RoomFrame & { type: Type })[] {
    return this.frames.filter((frame) => frame.type === type) as (RoomFrame & { type: Type })[]
  }

  /** The events of the log so far. */
  get events(): LoggedFrame[] {
    return this.frames.filter((frame) => 'seq' in frame)
  }

  /** The next frame. */
  async next(): Promise<RoomFrame> {
    const frame = await this.#waitFor(() => this.frames[this.#heard])
    this.#heard += 1
    return frame
  }

  /** The next frame of a type; frames before it are skipped. */
  async nextOf<Type extends RoomFrame['type']>(type: Type): Promise<RoomFrame & { type: Type }> {
    for (;;) {
      const frame = await this.next()
      if (frame.type === type) return frame as RoomFrame & { type: Type }
    }
  }

  /** All events so far, as soon as one has this `seq`. */
  eventsUpTo(seq: number): Promise<LoggedFrame[]> {
    return this.#waitFor(() => (this.events.some((event) => event.seq >= seq) ? this.events : null))
  }

  /** The code with which it ends. */
  ended(): Promise<number> {
    return this.#waitFor(() => this.code)
  }

  async #waitFor<Wanted>(look: () => Wanted | null | undefined): Promise<Wanted> {
    const giveUp = Date.now() + TIMEOUT
    for (;;) {
      if (this.#flaw) throw this.#flaw
      const wanted = look() ?? null
      if (wanted !== null) return wanted
      const heard = this.frames.map((frame) => ('seq' in frame ? frame.seq : frame.type)).join(' ')
      if (this.code !== null)
        throw new Error(`The stream ended with ${this.code} after the frames: ${heard}`)
      if (Date.now() > giveUp) throw new Error(`Timed out after the frames: ${heard}`)
      await pause(5)
    }
  }
}

/** Address and headers of a request for a stream. */
export function targetOf(
  door: 'events' | 'live',
  lotId: string,
  { token, after, headers = {}, at = baseUrl }: Asked,
) {
  const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`
  return {
    address: new URL(`/api/lots/${lotId}/${door}${query}`, at),
    headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers },
  }
}
