import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { BODY_TIMEOUT, SERVER_TIMEOUTS } from '@gavel/contracts'
import { connectTo } from '@gavel/contracts/suite/socket.ts'
import { openSse } from '@gavel/contracts/suite/rooms/sse.ts'
import { openWs } from '@gavel/contracts/suite/rooms/ws.ts'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin, type Twin } from '../twins.ts'
import { arrive, openLot } from './a-room.ts'

// Clients that take their time. What is waited for here is waited for by all tests of the file at once.

/** Milliseconds for a machine that has much else to do. */
const SLACK = 3_000
/** Milliseconds until the end of a request that does not come whole. */
const WITHIN = SERVER_TIMEOUTS.requestTimeout + SERVER_TIMEOUTS.connectionsCheckingInterval + SLACK

let house: Awaited<ReturnType<typeof emptyHouse>>
let twins: Record<Twin, RunningTwin>

beforeAll(async () => {
  house = await emptyHouse()
  const [express, next, nextWs] = await Promise.all(
    (['express', 'next', 'next-ws'] as const).map((kind) => startTwin(kind, house.url)),
  )
  if (express && next && nextWs) twins = { express, next, 'next-ws': nextWs }
})

afterAll(async () => {
  await Promise.all(Object.values(twins).map((twin) => twin.stop()))
  await house.drop()
})

/** What came until the other end hung up, and after how many milliseconds that was. */
async function toTheEnd(wire: Socket): Promise<{ told: string; took: number }> {
  const began = performance.now()
  const told = await text(wire)
  return { told, took: performance.now() - began }
}

/** A byte every second, until nobody takes any. */
function drip(wire: Socket, byte: string): void {
  wire.on('error', () => {})
  const dripping = setInterval(() => wire.write(byte), 1_000)
  wire.once('close', () => clearInterval(dripping))
}

const kinds = [{ kind: 'express' }, { kind: 'next' }, { kind: 'next-ws' }] as const

/** Servers with timeouts of their own; `next start` has Node's defaults of 60 s and 300 s. */
const withTimeouts = [{ kind: 'express' }, { kind: 'next-ws' }] as const

/** What is answered before anybody looks at its body. */
const unread: { answer: string; head(token: string): string[] }[] = [
  { answer: '401', head: () => ['POST /api/me/wallet/deposits HTTP/1.1'] },
  { answer: '404', head: () => ['POST /api/nowhere HTTP/1.1'] },
  {
    answer: '415',
    head: (token) => [
      'POST /api/me/wallet/deposits HTTP/1.1',
      `Authorization: Bearer ${token}`,
      'Idempotency-Key: a-key-of-sixteen-characters',
      'Content-Type: text/plain',
    ],
  },
  { answer: '200', head: () => ['GET /api/house HTTP/1.1'] },
]

describe.each(withTimeouts)('on $kind', { concurrent: true }, ({ kind }) => {
  it('headers that drip are cut off, with the status alone', async ({ expect }) => {
    const wire = connectTo(twins[kind].baseUrl)
    wire.write('GET /api/house HTTP/1.1\r\nHost: gavel.test\r\nX-Slow: ')
    drip(wire, 'x')

    const { told, took } = await toTheEnd(wire)

    expect(told).toBe('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
    expect(took).toBeGreaterThan(SERVER_TIMEOUTS.headersTimeout - 100)
    expect(took).toBeLessThan(
      SERVER_TIMEOUTS.headersTimeout + SERVER_TIMEOUTS.connectionsCheckingInterval + SLACK,
    )
  })

  it.for(unread)(
    'a body that nobody reads, after $answer, is cut off',
    async (asked, { expect }) => {
      const { token } = await arrive(twins[kind], 'Ada')
      const wire = connectTo(twins[kind].baseUrl)
      const head = [...asked.head(token), 'Host: gavel.test', 'Content-Length: 100']
      wire.write(`${head.join('\r\n')}\r\n\r\n`)
      drip(wire, 'x')

      const { told, took } = await toTheEnd(wire)

      expect(told).toMatch(new RegExp(`^HTTP/1.1 ${asked.answer}`))
      expect(took).toBeLessThan(WITHIN)
    },
  )
})

describe.each(kinds)('on $kind', { concurrent: true }, ({ kind }) => {
  it('a body that drips is refused by a problem, and cut off', async ({ expect }) => {
    const { token } = await arrive(twins[kind], 'Ada')
    const wire = connectTo(twins[kind].baseUrl)
    const head = [
      'POST /api/me/wallet/deposits HTTP/1.1',
      'Host: gavel.test',
      `Authorization: Bearer ${token}`,
      'Idempotency-Key: a-key-of-sixteen-characters',
      'Content-Type: application/json',
      'Content-Length: 100',
    ]
    wire.write(`${head.join('\r\n')}\r\n\r\n{"amount":`)
    drip(wire, ' ')

    const { told, took } = await toTheEnd(wire)

    expect(told).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
    expect(told).toMatch(/^content-type: application\/problem\+json/im)
    expect(told).toMatch(/^connection: close/im)
    expect(told).toContain('"code":"request-timeout"')
    expect(took).toBeGreaterThan(BODY_TIMEOUT - 100)
    expect(took).toBeLessThan(BODY_TIMEOUT + SLACK)
  })

  it('whoever watches is not in a hurry', async ({ expect }) => {
    const { id: lotId } = await openLot((await arrive(twins[kind], 'Selma')).at(twins[kind]))
    const ways = kind === 'next' ? [openSse] : [openSse, openWs]
    const streams = await Promise.all(ways.map((open) => open(lotId, { at: twins[kind].baseUrl })))
    const began = performance.now()

    while (performance.now() - began < WITHIN)
      await Promise.all(streams.map((stream) => stream.nextOf('hb')))

    expect(streams.map(({ code }) => code)).toEqual(ways.map(() => null))
    for (const stream of streams) stream.leave()
  })
})
