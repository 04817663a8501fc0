import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createClient } from '../src/index.ts'

let server: Server | undefined

afterEach(() => server?.close())

/** A server that answers every request in this way. */
async function answering(status: number, type: string, body: string): Promise<string> {
  server = createServer((_request, response) =>
    response.writeHead(status, { 'Content-Type': type, Connection: 'close' }).end(body),
  )
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('createClient: an error response', () => {
  it('names the operation, method and path', async () => {
    const body = JSON.stringify({ code: 'no-session', title: 'Sign in first', status: 401 })
    const client = createClient(await answering(401, 'application/problem+json', body))

    await expect(client.readWallet()).rejects.toMatchObject({
      name: 'ProblemError',
      message: 'readWallet GET /api/me/wallet: 401 no-session: Sign in first',
      operation: 'readWallet',
      method: 'GET',
      path: '/api/me/wallet',
      status: 401,
      code: 'no-session',
    })
  })

  it.each([
    { body: 'Not found', type: 'text/plain' },
    { body: '', type: 'text/html' },
    { body: 'null', type: 'application/json' },
    { body: '{"error":"Not found"}', type: 'application/json' },
  ])('without a problem document has the code no-problem: $body', async ({ body, type }) => {
    const client = createClient(await answering(404, type, body))

    await expect(client.readHouse()).rejects.toMatchObject({
      message: 'readHouse GET /api/house: 404 no-problem: The response is not a problem document',
      status: 404,
      code: 'no-problem',
      problem: { status: 404 },
    })
  })
})
