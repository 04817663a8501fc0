import { BODY_LIMIT, tooLarge } from '@gavel/contracts'

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

/** At most this much is read of a body that is not wanted, and for this long. */
const DRAINED = { bytes: 1024 * 1024, milliseconds: 1_000 }

/**
 * Reads away a little of a body that is too large. An answer while the client still sends would be
 * followed by a reset, and the client would see only that.
 */
export async function drain(request: Request): Promise<void> {
  const tooLong = new Promise<void>((done) => setTimeout(done, DRAINED.milliseconds).unref())
  await Promise.race([readAway(request), tooLong])
}

async function readAway(request: Request): Promise<void> {
  let left = DRAINED.bytes
  for await (const chunk of chunksOf(request)) {
    left -= chunk.length
    if (left < 0) return
  }
}

/** The stream stays unlocked where the reading stops early, so that it can be drained after. */
async function* chunksOf({ body }: Request): AsyncGenerator<Uint8Array> {
  if (body) yield* body.values({ preventCancel: true })
}
