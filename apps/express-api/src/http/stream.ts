import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { STREAM_HEADERS } from '@gavel/contracts'
import type { Watching } from '@gavel/live'
import type { Request, Response } from 'express'

/**
 * Sends what somebody watches, until either side ends it. HEAD opens no stream.
 * TWIN(stream): the response is Node's own stream and is there from the start; `pipeline` reads the
 * frames as fast as the client takes them.
 */
export async function sendStream(req: Request, res: Response, watching: Watching): Promise<void> {
  res.set(STREAM_HEADERS)
  if (req.method === 'HEAD') {
    await watching.return()
    res.end()
    return
  }
  res.flushHeaders()
  try {
    await pipeline(Readable.from(watching.sse()), res, { signal: watching.signal })
  } catch (error) {
    // TWIN(leaving): a client that leaves closes the response, now or before this began; `pipeline`
    // then throws, which is how most streams end.
    if (!res.closed && !watching.signal.aborted) throw error
  } finally {
    await watching.return()
  }
}
