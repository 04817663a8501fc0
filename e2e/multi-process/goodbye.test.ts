import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { BYES } from '@gavel/contracts'
import { openSse } from '@gavel/contracts/suite/rooms/sse.ts'
import type { Stream } from '@gavel/contracts/suite/rooms/stream.ts'
import { openWs } from '@gavel/contracts/suite/rooms/ws.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin, type Twin } from '../twins.ts'
import { arrive, openLot } from './a-room.ts'

// An operator ends a server in which people watch. Each is told, and when to come again; then it goes,
// also where somebody does not listen.

const PEOPLE = 10

let house: Awaited<ReturnType<typeof emptyHouse>>
let twin: RunningTwin

beforeAll(async () => {
  house = await emptyHouse()
})

afterEach(() => twin.kill())

afterAll(() => house.drop())

/** A server with an open lot, and how long it takes to end. */
async function open(kind: Twin) {
  twin = await startTwin(kind, house.url)
  const selma = await arrive(twin, 'Selma')
  const { id: lotId } = await openLot(selma.at(twin))
  const end = async () => {
    const begun = performance.now()
    const code = await twin.stop()
    return { code, took: performance.now() - begun }
  }
  return { lotId, end }
}

/** A connection on which a stream is asked for, and nothing is ever read again. */
async function stall(path: string, headers: string[] = []): Promise<Socket> {
  const { port, host } = new URL(twin.baseUrl)
  const socket = connect(Number(port), 'localhost')
  socket.on('error', () => {})
  socket.write([`GET ${path} HTTP/1.1`, `Host: ${host}`, ...headers, '', ''].join('\r\n'))
  await once(socket, 'readable')
  return socket
}

const HANDSHAKE = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
]

// A server of ours ends with 0; `next start` with what a shell makes of a SIGTERM, 128 + 15.
const kinds = [
  { kind: 'express', hasWebSocket: true, exit: 0 },
  { kind: 'next', hasWebSocket: false, exit: 143 },
  { kind: 'next-ws', hasWebSocket: true, exit: 0 },
] as const

describe.each(kinds)('$kind, told to end while people watch', ({ kind, hasWebSocket, exit }) => {
  it('says goodbye to each, to come back within two seconds, and ends within ten', async () => {
    const { lotId, end } = await open(kind)
    const at = { at: twin.baseUrl }
    const ways = [openSse, ...(hasWebSocket ? [openWs] : [])]
    const streams: Stream[] = []
    for (const way of ways)
      for (let count = 0; count < PEOPLE; count += 1) streams.push(await way(lotId, at))
    for (const stream of streams) await stream.nextOf('ready')

    const { code, took } = await end()

    const byes = await Promise.all(streams.map((stream) => stream.nextOf('bye')))
    for (const { data } of byes)
      expect(data).toMatchObject({ code: 'draining', reconnect: BYES.draining.reconnect })
    const waits = byes.map(({ data }) => data.retryAfterMs)
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_000)
    expect(new Set(waits).size).toBeGreaterThan(PEOPLE / 2)
    for (const [index, stream] of streams.entries())
      expect(await stream.ended()).toBe(index < PEOPLE ? 0 : BYES.draining.close)
    expect(code).toBe(exit)
    expect(took).toBeLessThan(10_000)
  })

  it('ends within ten seconds also where some do not listen', async () => {
    const { lotId, end } = await open(kind)
    const stalled = [await stall(`/api/lots/${lotId}/events`)]
    if (hasWebSocket) stalled.push(await stall(`/api/lots/${lotId}/live`, HANDSHAKE))
    const stream = await openSse(lotId, { at: twin.baseUrl })
    await stream.nextOf('ready')

    const { code, took } = await end()

    expect(await stream.nextOf('bye')).toMatchObject({ data: { code: 'draining' } })
    expect(code).toBe(exit)
    expect(took).toBeLessThan(10_000)
    for (const socket of stalled) socket.destroy()
  })
})
