import { BODY_LIMIT, drain as drainChunks, tooLarge } from '@gavel/contracts'

/**
 * The bytes of a body, counted while they come.
 * TWIN(body): Next has no parser and no limit; `request.json()` would take any size and turn broken
 * UTF-8 into question marks. So the handler's own call reads the stream.
 * @throws Fault too-large.
 */
export async function readBytes(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunksOf(request)) {
    size += chunk.length
    if (size > BODY_LIMIT) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Reads away a little of what is left of a body. */
export const drain = (request: Request): Promise<void> => drainChunks(chunksOf(request))

/** The stream is not cancelled where the reading stops early, so that it can be drained after. */
async function* chunksOf({ body }: Request): AsyncGenerator<Uint8Array> {
  if (body) yield* body.values({ preventCancel: true })
}
