import { STREAM_HEADERS } from '@gavel/contracts'
import type { Watching } from '@gavel/live'

/**
 * Answers with what somebody watches, until either side ends it. HEAD opens no stream.
 * TWIN(stream): the response is a value that the handler returns, with a web stream for its body;
 * Next writes it after that, and asks for the next frames as the client takes them.
 */
export async function streamResponse(request: Request, watching: Watching): Promise<Response> {
  if (request.method === 'HEAD') {
    await watching.return()
    return new Response(null, { headers: STREAM_HEADERS })
  }
  const frames = watching.sse()
  const body = new ReadableStream({
    start(controller) {
      watching.signal.addEventListener('abort', () => controller.error(watching.signal.reason))
    },
    async pull(controller) {
      const turn = await frames.next()
      if (turn.done) controller.close()
      else controller.enqueue(turn.value)
    },
    // TWIN(leaving): where the client leaves, Next cancels the body.
    async cancel() {
      await watching.return()
    },
  })
  return new Response(body, { headers: STREAM_HEADERS })
}
