import { refuse } from '@gavel/domain'
import { z } from 'zod'
import type { Method, Operation } from '../operation.ts'
import { readIfMatch } from './etag.ts'
import { Fault, type Flaw } from '../problems.ts'

/** The largest body the house reads, in bytes: a house rule, 64 KiB. */
export const BODY_LIMIT = 64 * 1024

/** Headers that say what a body is and what it is meant for; undefined where absent. */
export type RequestHead = {
  type: string | undefined
  encoding: string | undefined
  key: string | undefined
  ifMatch: string | undefined
}

/**
 * Reads what stands in the address, the first thing that both twins check. The query comes with or
 * without its question mark.
 * @throws Refusal not-found: an address with an id that cannot be one leads nowhere.
 * @throws Fault malformed-request: query parameters that are unknown, repeated or wrong.
 */
export function readAddress(
  operation: Operation,
  address: { params: Record<string, string>; query: string },
): object {
  const params = operation.params?.safeParse(address.params)
  if (params && !params.success) throw refuse('not-found')
  return { ...params?.data, ...readQuery(operation, address.query) }
}

/**
 * Reads the headers.
 * @throws Fault wrong-media-type, key-missing, precondition-required, malformed-request.
 */
export function readHead(operation: Operation, head: RequestHead): object {
  checkMediaType(operation, head)
  const key = readKey(operation, head.key)
  return operation.matched ? { ...key, seen: readIfMatch(head.ifMatch) } : key
}

const NO_QUERY = z.strictObject({})

function readQuery(operation: Operation, query: string): object {
  const given = new URLSearchParams(query)
  const names = [...given.keys()]
  if (new Set(names).size < names.length) throw malformed('A query parameter is repeated')
  const read = (operation.query ?? NO_QUERY).safeParse(Object.fromEntries(given))
  if (read.success) return read.data
  const [flaw] = flawsOf(read.error.issues)
  throw malformed(`Query ${flaw?.pointer}: ${flaw?.message}`)
}

/**
 * Reads an Idempotency-Key, quoted (as the draft's structured field) or bare.
 * @throws Fault key-missing, malformed-request.
 */
function readKey(operation: Operation, header: string | undefined): object {
  if (!operation.keyed) return {}
  if (header === undefined) throw new Fault('key-missing', {})
  const key = /^(?:"([A-Za-z0-9_-]{16,255})"|([A-Za-z0-9_-]{16,255}))$/.exec(header)
  if (!key) throw malformed('The Idempotency-Key must be 16 to 255 of A-Z a-z 0-9 _ -')
  return { key: key[1] ?? key[2] }
}

/** @throws Fault wrong-media-type: anything but unencoded JSON in UTF-8. */
/** The header that says which bodies a method takes: RFC 5789, 3.1, and the LDP for POST. */
const ACCEPTS: Partial<Record<Method, string>> = { POST: 'Accept-Post', PATCH: 'Accept-Patch' }

function checkMediaType(
  operation: Operation,
  headers: Pick<RequestHead, 'type' | 'encoding'>,
): void {
  if (!operation.body) return
  const accept = { [ACCEPTS[operation.method] ?? 'Accept']: 'application/json' }
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(headers.type ?? ''))
    throw new Fault('wrong-media-type', { detail: 'Send application/json in UTF-8' }, accept)
  if (headers.encoding !== undefined && headers.encoding.toLowerCase() !== 'identity')
    throw new Fault(
      'wrong-media-type',
      { detail: 'Send the body without an encoding' },
      { 'Accept-Encoding': 'identity' },
    )
}

/** @throws Fault too-large, by what the client says of its body, before any of it is read. */
export function checkDeclaredSize(length: string | undefined): void {
  if (Number(length ?? 0) > BODY_LIMIT) throw tooLarge()
}

/** At most this much is read away of a body that nobody wants, and for this long. */
const DRAINED = { bytes: 1024 * 1024, milliseconds: 1_000 }

/**
 * Reads away a little of a body that is too large. An answer while the client still sends would be
 * followed by a reset, and the client would see only that.
 */
export async function drain(chunks: AsyncIterable<{ length: number }>): Promise<void> {
  const tooLong = new Promise<void>((done) => setTimeout(done, DRAINED.milliseconds))
  await Promise.race([readAway(chunks), tooLong])
}

async function readAway(chunks: AsyncIterable<{ length: number }>): Promise<void> {
  let left = DRAINED.bytes
  for await (const { length } of chunks) {
    left -= length
    if (left < 0) return
  }
}

/** The connection is closed after it, for nobody wants to read the rest. */
export const tooLarge = (): Fault => new Fault('too-large', {}, { Connection: 'close' })

/** @throws Fault malformed-request for bytes that are not JSON in UTF-8, invalid with its flaws. */
export function readBody(operation: Operation, bytes: Uint8Array | undefined): object {
  if (!operation.body) return {}
  const read = operation.body.safeParse(parseJson(bytes ?? new Uint8Array()))
  if (!read.success) throw new Fault('invalid', { errors: flawsOf(read.error.issues) })
  return read.data
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw malformed('The body is not JSON in UTF-8')
  }
}

const malformed = (detail: string): Fault => new Fault('malformed-request', { detail })

type Issue = { code: string; path: PropertyKey[]; message: string; keys?: string[] }

function flawsOf(issues: readonly object[]): Flaw[] {
  return (issues as Issue[]).flatMap(({ path, message, keys }) =>
    keys
      ? keys.map((name) => ({ pointer: pointerTo([...path, name]), message: 'Unknown field' }))
      : [{ pointer: pointerTo(path), message }],
  )
}

/** A name that the house would never use is not repeated to whoever sent it. */
const pointerTo = (path: PropertyKey[]): string =>
  path.map((part) => (/^\w{1,40}$/.test(String(part)) ? `/${String(part)}` : '/…')).join('')
