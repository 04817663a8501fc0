import { cut, hex } from './seen.ts'

// What is sent, byte for byte. Nothing is added but what stands here.

const JSON_TYPE = 'Content-Type: application/json'

/** A request that is whole: its first line without the version, its headers, its body. */
export function request(line: string, headers: string[] = [], body?: string | Buffer): Buffer {
  const head = [`${line} HTTP/1.1`, 'Host: bare.test', ...headers, '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body ?? '')])
}

/** Sends a request without a body. */
export const plain =
  (line: string, ...headers: string[]) =>
  () =>
    request(line, headers)

/** Sends a body of that length, as JSON unless other headers are given. */
export const post =
  (body: string | Buffer, headers = [JSON_TYPE], path = '/api/things') =>
  () =>
    request(`POST ${path}`, [...headers, `Content-Length: ${Buffer.byteLength(body)}`], body)

/** The same in one chunk, without its length before it. */
export const postChunked =
  (body: string, headers = [JSON_TYPE]) =>
  () =>
    request(
      'POST /api/things',
      [...headers, 'Transfer-Encoding: chunked'],
      `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    )

/** JSON of that many bytes, which is good but for its size. */
export const jsonOf = (bytes: number) => `{"name":"${'x'.repeat(bytes - 11)}"}`

/** A request as a reader sees it: each line cut where it is long, no line of `Host`. */
export function readable(sent: Buffer): string {
  const lines = sent.toString('latin1').split('\r\n')
  return lines
    .filter((line) => line !== 'Host: bare.test')
    .map((line) => escapedBytes(cut(line, 100)))
    .join('\n')
    .trim()
}

const escapedBytes = (text: string) =>
  text.replace(/[^\x20-\x7e…]/g, (byte) => `\\x${hex(byte, 2)}`)
