import {
  BODY_LIMIT,
  BODY_TIMEOUT,
  bodyTimedOut,
  malformed,
  RequestError,
  requireJsonType,
  tooLarge,
} from '@gavel/contracts'
import type { NextRequest } from 'next/server'

/**
 * Reads a JSON body of at most 64 KiB that arrives within 20 seconds.
 * TWIN(body): `request.json()` accepts any size, any media type and invalid UTF-8. A `TransformStream`
 * limits what is read; the rest of a body that is too large is never requested from the client.
 * @throws RequestError wrong-media-type, malformed-request, too-large, request-timeout.
 */
export async function readJson(request: NextRequest): Promise<unknown> {
  const { headers } = request
  requireJsonType(headers.get('content-type'), headers.get('content-encoding'))
  if (Number(headers.get('content-length')) > BODY_LIMIT) throw tooLarge()
  const signal = AbortSignal.timeout(BODY_TIMEOUT)
  try {
    const body = request.body?.pipeThrough(limitBytes(BODY_LIMIT), { signal })
    const bytes = await new Response(body).arrayBuffer()
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (signal.aborted) throw bodyTimedOut()
    throw error instanceof RequestError ? error : malformed('The body is not JSON in UTF-8')
  }
}

/** Passes bytes on until there are too many. @throws RequestError too-large. */
function limitBytes(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let size = 0
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > limit) throw tooLarge()
      controller.enqueue(chunk)
    },
  })
}
