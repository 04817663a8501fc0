import { readAnswer } from './answer.ts'
import { request } from './request.ts'
import { code, type Seen } from './seen.ts'
import { exchange } from './wire.ts'

/** The request that opens a WebSocket, with headers in place of the usual or beside them. */
export const upgrade = (path: string, version = '13', ...headers: string[]): Buffer =>
  request(`GET ${path}`, [
    'Connection: Upgrade',
    'Upgrade: websocket',
    `Sec-WebSocket-Version: ${version}`,
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  ])

/** A frame of a client, masked with zeros; its length may be a lie. */
export function frame(opcode: number, payload: Buffer | string, length?: number): Buffer {
  const bytes = Buffer.from(payload)
  const said = length ?? bytes.length
  const head = Buffer.alloc(said < 126 ? 2 : 10)
  head[0] = 0x80 | opcode
  head[1] = 0x80 | Math.min(said, 127)
  if (said >= 126) head.writeBigUInt64BE(BigInt(said), 2)
  return Buffer.concat([head, Buffer.alloc(4), bytes])
}

/** Opens a socket, sends frames at once and tells what came back, at least one for each. */
export async function converse(port: number, sent: Buffer[], patience?: number): Promise<Seen> {
  const received = (bytes: Buffer) => framesIn(readAnswer(bytes)?.rest ?? Buffer.alloc(0))
  const { bytes, closedAfter } = await exchange(
    port,
    Buffer.concat([upgrade('/api/socket'), ...sent]),
    { patience, isWhole: (come) => received(come).length >= sent.length },
  )
  const frames = received(bytes)
  const [first = 'none'] = frames
  return {
    frames: frames.length > 1 ? `${frames.length} like ${first}` : first,
    connection: closedAfter === null ? 'open' : 'closed by the server',
  }
}

/** The frames of a server: none of the probe's answers is longer than 64 KiB. */
function framesIn(bytes: Buffer): string[] {
  const frames: string[] = []
  for (let at = 0; at + 2 <= bytes.length; ) {
    const isLong = (bytes[at + 1] ?? 0) === 126
    const start = at + (isLong ? 4 : 2)
    const length = isLong ? bytes.readUInt16BE(at + 2) : (bytes[at + 1] ?? 0)
    const payload = bytes.subarray(start, start + length)
    frames.push(tell((bytes[at] ?? 0) & 0x0f, payload))
    at = start + length
  }
  return frames
}

function tell(opcode: number, payload: Buffer): string {
  if (opcode === 8)
    return `close ${payload.length >= 2 ? payload.readUInt16BE() : 'without a code'}`
  return `${opcode === 1 ? 'text' : 'binary'} ${code(payload.toString())}`
}
