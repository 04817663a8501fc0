import { ProblemError, problemErrorOf } from '../client.ts'
import { RoomFrame } from '../room-frames.ts'
import { joinRoom, watchRoom } from '../rooms.ts'

/** Milliseconds without any frame after which a line counts as lost: heartbeats come every 15 s. */
const SILENCE = 40_000

/** What a transport is asked for. */
export type Asked = {
  baseUrl: string
  lotId: string
  /** The position after which frames are wanted; null for whatever comes from now on. */
  after: string | null
  token: string | undefined
  /** Aborted once nobody waits for this line any longer. */
  signal: AbortSignal
  /** Told the milliseconds that the house asks to wait before the next connection. */
  retry(ms: number): void
}

/**
 * A transport: the texts of frames, as they come. It ends, or throws whatever it likes, where its
 * line is lost. @throws ProblemError, SyntaxError: the house says no before the first.
 */
export type Transport = (asked: Asked) => AsyncIterator<string, unknown, undefined>

/** The house says that it cannot now, or nobody knows what it says: it is asked again. */
class NotNow extends Error {}

/** The frames of one connection, until its line is lost. @throws ProblemError, SyntaxError, ZodError. */
export async function* framesOver(
  transport: Transport,
  asked: Asked,
): AsyncGenerator<RoomFrame, void, undefined> {
  const line = new AbortController()
  const signal = AbortSignal.any([asked.signal, line.signal])
  const texts = transport({ ...asked, signal })
  try {
    for (;;) {
      const watchdog = setTimeout(() => line.abort(), SILENCE)
      const text = await texts
        .next()
        .catch(lost)
        .finally(() => clearTimeout(watchdog))
      if (text.done || signal.aborted) return
      yield RoomFrame.parse(JSON.parse(text.value))
    }
  } finally {
    line.abort()
  }
}

/** Why a request for a room was refused: for good, or for now. */
export async function refusalOf(response: Response, { retry }: Asked): Promise<Error> {
  const { status, headers } = response
  if (status !== 429 && (status < 500 || status === 501))
    return problemErrorOf(response, response.url.includes('/live') ? joinRoom : watchRoom)
  retry((Number(headers.get('retry-after')) || 0) * 1_000)
  return new NotNow(String(status))
}

function lost(error: unknown): IteratorReturnResult<undefined> {
  if (error instanceof ProblemError || error instanceof SyntaxError) throw error
  return { done: true, value: undefined }
}
