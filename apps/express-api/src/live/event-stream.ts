import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { EVENT_STREAM_HEADERS } from '@gavel/contracts'
import type { Subscription } from '@gavel/live'
import type { Request, Response } from 'express'

/**
 * Sends a subscription as Server-Sent Events until either side ends it. HEAD opens no stream.
 * TWIN(stream): the response is a Node stream; `pipeline` reads the next frames only when the client
 * has taken the last ones.
 */
export async function sendEventStream(
  req: Request,
  res: Response,
  subscription: Subscription,
): Promise<void> {
  res.set(EVENT_STREAM_HEADERS)
  if (req.method === 'HEAD') {
    await subscription.return()
    res.end()
    return
  }
  res.flushHeaders()
  try {
    await pipeline(Readable.from(subscription.sse()), res, { signal: subscription.signal })
  } catch (error) {
    // TWIN(disconnect): a client that disconnects closes the response and `pipeline` throws, which is
    // how most streams end.
    if (!res.closed && !subscription.signal.aborted) throw error
  } finally {
    await subscription.return()
  }
}
