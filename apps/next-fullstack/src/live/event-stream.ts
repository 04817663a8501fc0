import { EVENT_STREAM_HEADERS } from '@gavel/contracts'
import type { Subscription } from '@gavel/live'
import type { NextRequest } from 'next/server'
import { endLog } from '../server/request-log.ts'

/**
 * Answers with a subscription as Server-Sent Events until either side ends it. HEAD opens no stream.
 * TWIN(stream): the response is a value with a web stream as its body. Next calls `pull` for the next
 * frames only when the client has taken the last ones.
 */
export async function eventStream(
  request: NextRequest,
  subscription: Subscription,
): Promise<Response> {
  if (request.method === 'HEAD') {
    await subscription.return()
    return new Response(null, { headers: EVENT_STREAM_HEADERS })
  }
  const frames = subscription.sse()
  const body = new ReadableStream({
    start(controller) {
      subscription.signal.addEventListener('abort', () =>
        controller.error(subscription.signal.reason),
      )
    },
    async pull(controller) {
      const { done, value } = await frames.next()
      if (!done) return controller.enqueue(value)
      controller.close()
      endLog(request, 200)
    },
    // TWIN(disconnect): Next cancels the body when the client disconnects.
    async cancel() {
      await subscription.return()
      endLog(request, 200)
    },
  })
  return new Response(body, { headers: EVENT_STREAM_HEADERS })
}
