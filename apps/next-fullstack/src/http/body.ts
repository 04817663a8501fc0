import { drain as drainChunks, readBytes as readChunks } from '@gavel/contracts'

/**
 * The bytes of a body.
 * TWIN(body): Next has no parser and no limit; `request.json()` would take any size and turn broken
 * UTF-8 into question marks. So the handler's own call reads the stream.
 */
export const readBytes = (request: Request): Promise<Uint8Array> => readChunks(chunksOf(request))

/** Reads away a little of what is left of a body. */
export const drain = (request: Request): Promise<void> => drainChunks(chunksOf(request))

/** The stream is not cancelled where the reading stops early, so that it can be drained after. */
async function* chunksOf({ body }: Request): AsyncGenerator<Uint8Array> {
  if (body) yield* body.values({ preventCancel: true })
}
