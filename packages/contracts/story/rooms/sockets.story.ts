import { afterEach, beforeAll, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { arrive, openLot, type Person, say } from '../house.ts'
import { leaveAll } from './stream.ts'
import { overWebSocket } from './transports.ts'
import { joinWs, openWs } from './ws.ts'

// A client of a room only listens. What it sends ends its own stream, with the code that says why,
// and nobody else's.

let seller: Person
let lot: { id: Awaited<ReturnType<typeof openLot>>['id'] }

beforeAll(async () => {
  seller = await arrive('Selma')
  lot = await openLot(seller)
})

afterEach(leaveAll)

/** Sends bytes as they are, past all that a client of today would do: no frame is masked or split. */
type Raw = { _socket: { write(bytes: Uint8Array): void } }
const write = (ws: WebSocket, bytes: number[]) =>
  (ws as unknown as Raw)._socket.write(Uint8Array.from(bytes))

const KIB = 1024

const disturbances: { what: string; code: number; send(ws: WebSocket): void }[] = [
  { what: 'any text', code: 4104, send: (ws) => ws.send('{"type":"bid"}') },
  { what: 'an empty text', code: 4104, send: (ws) => ws.send('') },
  { what: 'a text of 64 KiB', code: 4104, send: (ws) => ws.send('x'.repeat(64 * KIB)) },
  { what: 'a byte more', code: 1009, send: (ws) => ws.send('x'.repeat(64 * KIB + 1)) },
  {
    what: 'as much in pieces',
    code: 1009,
    send: (ws) => {
      for (let piece = 0; piece < 65; piece += 1) ws.send('x'.repeat(KIB), { fin: piece === 64 })
    },
  },
  { what: 'bytes', code: 1003, send: (ws) => ws.send(Buffer.from('{}')) },
  {
    what: 'a text that is not UTF-8',
    code: 1007,
    send: (ws) => ws.send(Buffer.of(0xff), { binary: false }),
  },
  { what: 'a frame without its mask', code: 1002, send: (ws) => write(ws, [0x81, 0x01, 0x78]) },
  {
    what: 'a flood of pings',
    code: 1008,
    send: (ws) => {
      for (let count = 0; count < 1_000; count += 1) ws.ping()
    },
  },
]

overWebSocket('a client that sends', () => {
  it.each(disturbances)('$what is sent away with $code, and nobody else', async (disturbance) => {
    const other = await openWs(lot.id)
    const { stream, ws } = await joinWs(lot.id)
    await stream.nextOf('ready')

    disturbance.send(ws)

    expect(await stream.ended()).toBe(disturbance.code)
    const { seq } = await say(seller, lot, 'Go on.')
    expect(await other.nextOf('message-posted')).toMatchObject({ seq })
  })

  it('a text is told why, and not to come again', async () => {
    const { stream, ws } = await joinWs(lot.id)

    ws.send('hello')

    expect(await stream.nextOf('bye')).toMatchObject({
      data: { code: 'bad-frame', reconnect: false },
    })
  })

  it('a ping now and then is answered', async () => {
    const { stream, ws } = await joinWs(lot.id)
    const pongs: string[] = []
    ws.on('pong', (data) => pongs.push(data.toString()))

    for (const ping of ['one', 'two', 'three']) ws.ping(ping)
    const { seq } = await say(seller, lot, 'Go on.')

    await stream.eventsUpTo(seq)
    expect(pongs).toEqual(['one', 'two', 'three'])
  })

  it('its goodbye gets one back', async () => {
    const { stream, ws } = await joinWs(lot.id)

    ws.close(1000)

    expect(await stream.ended()).toBe(1000)
  })
})
