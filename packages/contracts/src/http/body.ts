import type { Operation } from '../operation.ts'
import { RequestError } from '../problems.ts'
import { flawsOf, malformed } from './flaws.ts'
import type { Headers } from './headers.ts'
import { parseJson } from './json.ts'
import { BODY_TIME } from './patience.ts'

/** The largest body the house reads, in bytes: a house rule, 64 KiB. */
export const BODY_LIMIT = 64 * 1024

/** A body as either framework lets it be read: piece by piece. */
type Chunks = AsyncIterable<Uint8Array>

/** @throws RequestError too-large, by what the client says of its body, before any of it is read. */
export function checkDeclaredSize(headers: Headers): void {
  if (Number(headers['content-length'] ?? 0) > BODY_LIMIT) throw tooLarge()
}

/**
 * The bytes of a body, counted while they come.
 * @param within - milliseconds in which all of it must have come, however it drips.
 * @throws RequestError too-large as soon as it is; request-timeout; malformed-request where the client
 * breaks off.
 */
export async function readBytes(
  chunks: Chunks,
  { within = BODY_TIME }: { within?: number } = {},
): Promise<Uint8Array> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(tooSlow()), within)
  })
  try {
    return await Promise.race([gather(chunks), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Where nobody waits for it any longer, it ends with the connection. */
async function gather(chunks: Chunks): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of chunks) {
      size += part.length
      if (size > BODY_LIMIT) throw tooLarge()
      parts.push(part)
    }
  } catch (error) {
    throw error instanceof RequestError ? error : malformed('The body broke off')
  }
  return joined(parts, size)
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** The connection is closed after it, for nobody wants to read the rest. */
export const tooLarge = (): RequestError =>
  new RequestError('too-large', {}, { Connection: 'close' })

const tooSlow = (): RequestError => new RequestError('request-timeout', {}, { Connection: 'close' })

/** At most this much is read away of a body that nobody wants, and for this long. */
const DRAINED = { bytes: 1024 * 1024, milliseconds: 1_000 }

/**
 * Reads away a little of a body that is too large. An answer while the client still sends would be
 * followed by a reset, and the client would see only that. Never fails.
 */
export async function drain(chunks: Chunks): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<void>((done) => {
    timer = setTimeout(done, DRAINED.milliseconds)
  })
  await Promise.race([readAway(chunks).catch(() => {}), tooLong])
  clearTimeout(timer)
}

async function readAway(chunks: Chunks): Promise<void> {
  let left = DRAINED.bytes
  for await (const { length } of chunks) {
    left -= length
    if (left < 0) return
  }
}

/** @throws RequestError malformed-request for what cannot be read as JSON, invalid with its flaws. */
export function readBody(operation: Operation, bytes: Uint8Array | undefined): object {
  if (!operation.body) return {}
  const read = operation.body.safeParse(parseJson(bytes ?? new Uint8Array()))
  if (!read.success) throw new RequestError('invalid', { errors: flawsOf(read.error.issues) })
  return read.data
}
