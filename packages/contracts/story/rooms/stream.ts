import { setTimeout as pause } from 'node:timers/promises'
import type { LoggedFrame, RoomFrame } from '../../src/room-frames.ts'
import type { Problem } from '../../src/problems.ts'
import { baseUrl } from '../given.ts'

/** How somebody comes to a room: with a session or none, after a position or from now on. */
export type Asked = {
  token?: string
  after?: string
  headers?: Record<string, string>
  /** Which house, where it is not that of the suite. */
  at?: string
}

/** Milliseconds that a frame is waited for. */
const PATIENCE = 30_000

const open = new Set<Stream>()

/** Leaves all rooms; for the end of a test or a file. */
export const leaveAll = (): void => open.forEach((stream) => stream.leave())

/** The house has not opened a room. */
export class Refused extends Error {
  readonly status: number
  readonly headers: Record<string, string | undefined>
  readonly problem: Problem['body']

  constructor(status: number, headers: Record<string, string | undefined>, text: string) {
    super(`${status}: ${text}`)
    this.status = status
    this.headers = headers
    this.problem = JSON.parse(text)
  }
}

/** What the house says instead of opening a room. */
export async function refusedAt(opening: Promise<Stream>): Promise<Refused> {
  const outcome = await opening.catch((error: unknown) => error)
  if (outcome instanceof Refused) return outcome
  if (outcome instanceof Error) throw outcome
  throw new Error('The room has opened')
}

/** What was heard over an open stream. */
export class Stream {
  readonly frames: RoomFrame[] = []
  readonly leave: () => void
  /** How it has ended; null while it has not. Server-Sent Events have no code: 0. */
  code: number | null = null
  #heard = 0
  #flaw: Error | undefined

  constructor(leave: () => void) {
    this.leave = leave
    open.add(this)
  }

  /** Hears a frame, or keeps what is wrong with it for whoever waits for one. */
  hear(read: () => RoomFrame): void {
    try {
      this.frames.push(read())
    } catch (error) {
      this.#flaw ??= new Error('Not what was promised', { cause: error })
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
    const frame = await this.#until(() => this.frames[this.#heard])
    this.#heard += 1
    return frame
  }

  /** The next frame of a type; those before it are passed over. */
  async nextOf<Type extends RoomFrame['type']>(type: Type): Promise<RoomFrame & { type: Type }> {
    for (;;) {
      const frame = await this.next()
      if (frame.type === type) return frame as RoomFrame & { type: Type }
    }
  }

  /** All events of the log, once it has come so far. */
  eventsUpTo(seq: number): Promise<LoggedFrame[]> {
    return this.#until(() => (this.events.some((event) => event.seq >= seq) ? this.events : null))
  }

  /** The code with which it ends. */
  ended(): Promise<number> {
    return this.#until(() => this.code)
  }

  async #until<Wanted>(look: () => Wanted | null | undefined): Promise<Wanted> {
    const giveUp = Date.now() + PATIENCE
    for (;;) {
      if (this.#flaw) throw this.#flaw
      const wanted = look() ?? null
      if (wanted !== null) return wanted
      const heard = this.frames.map((frame) => ('seq' in frame ? frame.seq : frame.type)).join(' ')
      if (this.code !== null) throw new Error(`Ended with ${this.code} after: ${heard}`)
      if (Date.now() > giveUp) throw new Error(`Waited in vain after: ${heard}`)
      await pause(5)
    }
  }
}

/** Where to ask, and with which headers. */
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
