import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DatabaseProxy, proxyTo } from './database-proxy.ts'
import {
  processDatabaseUrl,
  type ProcessUser,
  signUpAt,
  startImplementation,
} from './implementation.ts'
import type { Running } from './server.ts'

let proxy: DatabaseProxy
let server: Running
let anna: ProcessUser

beforeAll(async () => {
  proxy = await proxyTo(processDatabaseUrl())
  server = await startImplementation({ DATABASE_URL: proxy.url })
  anna = await signUpAt(server)
})

afterEach(async () => {
  proxy.restore()
  while (!(await get('/api/health/ready')).ok) await pause(50)
})

afterAll(async () => {
  await server.stop()
  await proxy.close()
})

const get = (path: string) =>
  fetch(new URL(path, server.baseUrl), { headers: { Authorization: `Bearer ${anna.token}` } })

describe('while the database is away', () => {
  it.each(['/api/health/ready', '/api/lots', '/api/me/wallet', '/api/me'])(
    'returns 503 unavailable with Retry-After: %s',
    async (path) => {
      proxy.cut()

      const answer = await get(path)

      expect(answer.status).toBe(503)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await answer.json()).toMatchObject({ code: 'unavailable' })
    },
  )

  it.each(['/api/health/live', '/api/house', '/api/openapi.json'])(
    'returns 200 for an operation that needs no database: %s',
    async (path) => {
      proxy.cut()

      expect((await get(path)).status).toBe(200)
    },
  )
})

describe('after the database is back', () => {
  it('succeeds without a restart', async () => {
    proxy.cut()
    await get('/api/me/wallet')
    proxy.restore()
    while (!(await get('/api/health/ready')).ok) await pause(50)

    expect((await get('/api/me/wallet')).status).toBe(200)
  })
})
