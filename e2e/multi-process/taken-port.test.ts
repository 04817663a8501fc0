import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { start } from '../server.ts'

// Whoever starts a house looks first whether its port is free. Somebody may take it meanwhile.

let house: Awaited<ReturnType<typeof emptyHouse>>
let other: Server

beforeAll(async () => {
  house = await emptyHouse()
  other = createServer()
  await once(other.listen(0), 'listening')
})

afterAll(async () => {
  other.close()
  await house.drop()
})

const kinds = [
  { kind: 'express', variable: 'EXPRESS_PORT' },
  { kind: 'next-ws', variable: 'NEXT_PORT' },
] as const

describe.each(kinds)('$kind, whose port is taken when it comes to it', ({ kind, variable }) => {
  it('says so in one sentence, and ends with 1', async () => {
    const { port } = other.address() as AddressInfo

    const server = start(kind, { port, databaseUrl: house.url, errors: 'pipe' })
    const [told, [code]] = await Promise.all([
      server.stderr ? text(server.stderr) : '',
      once(server, 'exit'),
    ])

    expect(told).toBe(`Port ${port} is taken: stop what uses it, or set ${variable} to another.\n`)
    expect(code).toBe(1)
  })
})
