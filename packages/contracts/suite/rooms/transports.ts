import { describe } from 'vitest'
import { UNKNOWN_ID } from '../operations.ts'
import { send } from '../requests.ts'
import { openSse } from './sse.ts'
import type { Asked, Stream } from './stream.ts'
import { openWs } from './ws.ts'

/** One of the two ways to watch a room. */
export type Transport = {
  transport: 'sse' | 'ws'
  open(lotId: string, asked?: Asked): Promise<Stream>
  /** The close code that is expected over this transport; SSE has none. */
  codeOf(code: number): number
}

const sse: Transport = { transport: 'sse', open: openSse, codeOf: () => 0 }
const ws: Transport = { transport: 'ws', open: openWs, codeOf: (code) => code }

const { status, body } = await send('GET', `/api/lots/${UNKNOWN_ID}/live`)

/** Whether the server has WebSocket: GET of `joinRoom` then returns 426. */
export const hasWebSocket = status === 426

const reason = `joinRoom returns ${status} ${body?.code ?? 'without a problem document'}`

type Options = { concurrent?: boolean }

/** A group for both transports. Without WebSocket, its group is skipped with the reason. */
export function overBoth(
  title: string,
  tests: (transport: Transport) => void,
  options: Options = {},
) {
  describe(`${title} over sse`, options, () => tests(sse))
  overWebSocket(`${title} over ws`, () => tests(ws), options)
}

/** A group for WebSocket only. */
export function overWebSocket(title: string, tests: () => void, options: Options = {}): void {
  if (hasWebSocket) describe(title, options, tests)
  else describe.skip(`${title} (skipped: ${reason})`, tests)
}
