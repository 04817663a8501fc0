import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { WebSocket } from 'ws'
import { RoomFrame } from '../../src/room-frames.ts'
import { check } from '../answers.ts'
import { type Asked, Refused, Stream, targetOf } from './stream.ts'

/** Opens a room over WebSocket. @throws Refused if the server returns an error. */
export const openWs = async (lotId: string, asked: Asked = {}): Promise<Stream> =>
  (await joinWs(lotId, asked)).stream

/** The same, and returns the WebSocket as well. */
export async function joinWs(
  lotId: string,
  asked: Asked = {},
): Promise<{ stream: Stream; ws: WebSocket }> {
  const { address, headers } = targetOf('live', lotId, asked)
  address.protocol = address.protocol.replace('http', 'ws')
  const ws = new WebSocket(address, { headers })
  const stream = new Stream(() => ws.terminate())
  ws.on('message', (data, isBinary) =>
    stream.hear(() => {
      if (isBinary) throw new Error('A frame is binary')
      return RoomFrame.parse(JSON.parse((data as Buffer).toString()))
    }),
  )
  ws.on('close', (code) => stream.end(code))
  const refused = once(ws, 'unexpected-response') as Promise<[unknown, IncomingMessage]>
  const no = await Promise.race([once(ws, 'open').then(() => null), refused])
  ws.on('error', () => ws.terminate())
  if (!no) return { stream, ws }
  stream.end(0)
  const [, { statusCode = 0, headers: told }] = no
  const answer = { status: statusCode, headers: told, text: await text(no[1]) }
  check({ method: 'GET', target: address.pathname + address.search, ...answer })
  throw new Refused(statusCode, told as Record<string, string>, answer.text)
}
