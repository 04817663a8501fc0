import { describe } from 'vitest'
import { ask, NOBODYS_ID } from '../door/door.ts'
import { openSse } from './sse.ts'
import type { Asked, Stream } from './stream.ts'
import { openWs } from './ws.ts'

/** One of the two ways to watch a room. */
export type Transport = {
  transport: 'sse' | 'ws'
  open(lotId: string, asked?: Asked): Promise<Stream>
  /** The code of a stream that has no codes. */
  codeOf(code: number): number
}

const sse: Transport = { transport: 'sse', open: openSse, codeOf: () => 0 }
const ws: Transport = { transport: 'ws', open: openWs, codeOf: (code) => code }

const { status, body } = await ask('GET', `/api/lots/${NOBODYS_ID}/live`)

/** Whether this server has WebSocket: a plain request to where it would be says so. */
export const hasWebSocket = status === 426

/** Why not, as the server says it. */
const reason = `${status}: ${body.title}`

type Told = { concurrent?: boolean }

/** A chapter for both ways. Where a server has only one, the other is skipped, and says why. */
export function overBoth(title: string, tell: (transport: Transport) => void, told: Told = {}) {
  describe(`${title} over sse`, told, () => tell(sse))
  overWebSocket(`${title} over ws`, () => tell(ws), told)
}

/** A chapter for WebSocket alone. */
export function overWebSocket(title: string, tell: () => void, told: Told = {}): void {
  if (hasWebSocket) describe(title, told, tell)
  else describe.skip(`${title} (skipped: ${reason})`, tell)
}
