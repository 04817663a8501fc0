import { afterEach, beforeAll, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { newUser, openLot, type TestUser, postMessage } from '../fixtures.ts'
import { leaveAll } from './stream.ts'
import { overWebSocket } from './transports.ts'
import { joinWs, openWs } from './ws.ts'

// A client of a room must not send frames. A frame closes its own stream, with a code for the reason.

let seller: TestUser
let lot: { id: Awaited<ReturnType<typeof openLot>>['id'] }

beforeAll(async () => {
  seller = await newUser('Selma')
  lot = await openLot(seller)
})

afterEach(leaveAll)

/** Writes bytes to the socket below the WebSocket client, which would mask them. */
type Raw = { _socket: { write(bytes: Uint8Array): void } }
const write = (ws: WebSocket, bytes: number[]) =>
  (ws as unknown as Raw)._socket.write(Uint8Array.from(bytes))

const KIB = 1024

const frames: { what: string; code: number; send(ws: WebSocket): void }[] = [
  { what: 'a text', code: 4104, send: (ws) => ws.send('{"type":"bid"}') },
  { what: 'an empty text', code: 4104, send: (ws) => ws.send('') },
  { what: 'a text of 64 KiB', code: 4104, send: (ws) => ws.send('x'.repeat(64 * KIB)) },
  { what: 'a text above 64 KiB', code: 1009, send: (ws) => ws.send('x'.repeat(64 * KIB + 1)) },
  {
    what: 'fragments above 64 KiB',
    code: 1009,
    send: (ws) => {
      for (let piece = 0; piece < 65; piece += 1) ws.send('x'.repeat(KIB), { fin: piece === 64 })
    },
  },
  { what: 'a binary frame', code: 1003, send: (ws) => ws.send(Buffer.from('{}')) },
  {
    what: 'invalid UTF-8',
    code: 1007,
    send: (ws) => ws.send(Buffer.of(0xff), { binary: false }),
  },
  { what: 'an unmasked frame', code: 1002, send: (ws) => write(ws, [0x81, 0x01, 0x78]) },
  {
    what: 'a flood of pings',
    code: 1008,
    send: (ws) => {
      for (let count = 0; count < 1_000; count += 1) ws.ping()
    },
  },
]

overWebSocket('a client that sends frames', () => {
  it.each(frames)(
    'is disconnected with $code for $what, and other clients are not',
    async (frame) => {
      const other = await openWs(lot.id)
      const { stream, ws } = await joinWs(lot.id)
      await stream.nextOf('ready')

      frame.send(ws)

      expect(await stream.ended()).toBe(frame.code)
      const { seq } = await postMessage(seller, lot, 'Go on.')
      expect(await other.nextOf('message-posted')).toMatchObject({ seq })
    },
  )

  it('receives the reason before it is disconnected', async () => {
    const { stream, ws } = await joinWs(lot.id)

    ws.send('hello')

    expect(await stream.nextOf('bye')).toMatchObject({
      data: { code: 'bad-frame', reconnect: false },
    })
  })

  it('receives a pong for every ping', async () => {
    const { stream, ws } = await joinWs(lot.id)
    const pongs: string[] = []
    ws.on('pong', (data) => pongs.push(data.toString()))

    for (const ping of ['one', 'two', 'three']) ws.ping(ping)
    const { seq } = await postMessage(seller, lot, 'Go on.')

    await stream.eventsUpTo(seq)
    expect(pongs).toEqual(['one', 'two', 'three'])
  })

  it('receives a close frame in reply to its own', async () => {
    const { stream, ws } = await joinWs(lot.id)

    ws.close(1000)

    expect(await stream.ended()).toBe(1000)
  })
})
