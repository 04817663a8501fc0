import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectTo } from '../socket.ts'
import { type ProcessUser, signUpAt, startImplementation } from './implementation.ts'
import type { Running } from './server.ts'

/** Milliseconds that a client has for its body, and that a busy machine may need besides. */
const DEADLINE = 20_000
const SLACK = 6_000

let server: Running
let anna: ProcessUser

beforeAll(async () => {
  server = await startImplementation()
  anna = await signUpAt(server)
})

afterAll(() => server.stop())

describe('a body that does not arrive', () => {
  it('is answered with 408 request-timeout after 20 s, and the connection ends', async () => {
    const socket = connectTo(server.baseUrl)
    const head = [
      'POST /api/me/wallet/deposits HTTP/1.1',
      'Host: gavel.test',
      `Authorization: Bearer ${anna.token}`,
      'Idempotency-Key: a-key-of-sixteen-characters',
      'Content-Type: application/json',
      'Content-Length: 100',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n{"amount":`)
    const dripping = setInterval(() => socket.write(' '), 1_000)
    socket.on('error', () => {})
    const began = performance.now()

    const received = await text(socket)
    clearInterval(dripping)

    const took = performance.now() - began
    expect(received).toMatch(/^HTTP\/1\.1 408 /)
    expect(received).toContain('"code":"request-timeout"')
    expect(took).toBeGreaterThan(DEADLINE - 1_000)
    expect(took).toBeLessThan(DEADLINE + SLACK)
  })
})
