import { constants, gunzipSync } from 'node:zlib'

/** An HTTP/1.1 answer as it was on the wire, its body put together. */
export type Answer = {
  /** As in `404 Not Found`. */
  status: string
  /** In their order, in their spelling. */
  headers: [name: string, value: string][]
  body: Buffer
  /** Whether the body has come to its end; a body without one has always. */
  isWhole: boolean
  /** What came behind that end. */
  rest: Buffer
}

/** Reads an answer, which may have begun only; null before the end of its headers. */
export function readAnswer(bytes: Buffer, isHead = false): Answer | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return null
  const [line = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const headers = lines.map((header): [string, string] => {
    const colon = header.indexOf(':')
    return [header.slice(0, colon), header.slice(colon + 1).trim()]
  })
  const status = line.replace(/^HTTP\/1\.1 /, '')
  const isEmpty = isHead || /^(1|204|304)/.test(status)
  return { status, headers, ...readBody(bytes.subarray(end + 4), isEmpty ? '0' : null, headers) }
}

type Body = Pick<Answer, 'body' | 'isWhole' | 'rest'>

function readBody(bytes: Buffer, known: string | null, headers: Answer['headers']): Body {
  if (!known && headerOf(headers, 'transfer-encoding') === 'chunked') return joinChunks(bytes)
  const length = Number(known ?? headerOf(headers, 'content-length') ?? bytes.length)
  const body = bytes.subarray(0, length)
  return { body, isWhole: body.length === length, rest: bytes.subarray(length) }
}

function joinChunks(bytes: Buffer): Body {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    const next = lineEnd + size + 4
    const isThere = lineEnd !== -1 && bytes.length >= next
    const rest = isThere ? bytes.subarray(next) : Buffer.alloc(0)
    if (!isThere || size === 0) return { body: Buffer.concat(parts), isWhole: isThere, rest }
    parts.push(bytes.subarray(lineEnd + 2, next - 2))
    at = next
  }
}

/** A header of an answer by its name in small letters. */
export function headerOf(headers: Answer['headers'], name: string): string | undefined {
  return headers.find(([own]) => own.toLowerCase() === name)?.[1]
}

/** The body as text; inflated where it was sent as gzip, as far as it came. */
export function textOf({ headers, body }: Answer): string {
  const isGzip = headerOf(headers, 'content-encoding') === 'gzip'
  return (isGzip ? gunzipSync(body, { finishFlush: constants.Z_SYNC_FLUSH }) : body).toString()
}
