import type { RoomFrame } from '../room-frames.ts'
import { type Asked, framesOver, type Transport } from './line.ts'
import { overSse } from './over-sse.ts'
import { overWebSocket } from './over-websocket.ts'
import { Pace } from './pace.ts'
import { Place } from './place.ts'

export type WatchOptions = {
  /** What carries the frames: Server-Sent Events, or WebSocket where the house has it. */
  transport?: 'sse' | 'ws'
  /** The position to go on from, as `readRoom` gives it; without one, from what is then the top. */
  after?: string
  /** A session token. Over WebSocket only Node can send it; browsers send their cookie over both. */
  token?: string
  /** Ends the watching, without an error. So does leaving the loop. */
  signal?: AbortSignal
}

/**
 * What a watcher hears. Heartbeats, and a `bye` after which the client comes again, are its own affair.
 */
export type RoomNews = Exclude<RoomFrame, { type: 'hb' }>

const transports: Record<'sse' | 'ws', Transport> = { sse: overSse, ws: overWebSocket }

/**
 * Watches a room, in Node or a browser, through every break of the line: each event of the log once,
 * in order, none left out. Beside them come `ready` with every connection, `presence`, and `reset`,
 * where the log does not go on from the position: read the room again, and leave out the events up to
 * the position that it has. The end is a `bye` that says not to come again, or the caller's.
 * @throws ProblemError when the house says no, the first time or later (429 and 5xx, but 501, are
 * waited for); ZodError or SyntaxError when a frame is not what was promised.
 */
export async function* watchRoom(
  baseUrl: string,
  lotId: string,
  options: WatchOptions = {},
): AsyncGenerator<RoomNews, void, undefined> {
  const { transport = 'sse', signal = new AbortController().signal, token } = options
  const place = new Place(options.after)
  const pace = new Pace()
  const asked = { baseUrl, lotId, token, signal, retry: (ms: number) => pace.ask(ms) }
  while (!signal.aborted) {
    place.again()
    const connection: Asked = { ...asked, after: place.position }
    for await (const frame of framesOver(transports[transport], connection)) {
      if (frame.type === 'ready') pace.connected()
      if (frame.type === 'bye' && frame.data.reconnect) {
        pace.ask(frame.data.retryAfterMs)
        break
      }
      const taken = place.take(frame)
      if (taken === 'gap') break
      if (taken === 'news' && frame.type !== 'hb') yield frame
      if (frame.type === 'bye') return
    }
    await pause(pace.next(), signal)
  }
}

/** Waits, but not longer than somebody waits for it. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
