import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD, type ProcessUser, signUpAt, startImplementation } from './implementation.ts'
import type { Running } from './server.ts'

// One JSON line per request: `requestId`, `method`, `operation`, `status`, `durationMs`, and `userId` if
// the request was authenticated. Other members are not part of the contract.

type Entry = Record<string, unknown>

let server: Running
let anna: ProcessUser

beforeAll(async () => {
  server = await startImplementation({ LOG_LEVEL: 'info' })
  anna = await signUpAt(server)
})

afterAll(() => server.stop())

const parsed = (line: string): Entry[] => {
  try {
    return [JSON.parse(line) as Entry]
  } catch {
    return []
  }
}

/** The entries of a request that have a duration: errors may have other entries besides. */
const entriesOf = (id: string): Entry[] =>
  server
    .output()
    .split('\n')
    .filter((line) => line.includes(id))
    .flatMap(parsed)
    .filter(({ requestId, durationMs }) => requestId === id && durationMs !== undefined)

/** Sends a request and waits up to 5 s for its entry. */
async function entriesFor(path: string, init: RequestInit = {}): Promise<Entry[]> {
  const id = randomUUID()
  const headers = { ...(init.headers as Record<string, string>), 'X-Request-Id': id }
  await (await fetch(new URL(path, server.baseUrl), { ...init, headers })).text()
  for (let waited = 0; waited < 5_000 && entriesOf(id).length === 0; waited += 50) await pause(50)
  return entriesOf(id)
}

const json = { 'Content-Type': 'application/json' }
const asAnna = () => ({ Authorization: `Bearer ${anna.token}` })

const requests: { of: string; path: string; init?: () => RequestInit; entry: Entry }[] = [
  {
    of: 'an anonymous request',
    path: '/api/lots?q=secret-query',
    entry: { operation: 'listLots', method: 'GET', status: 200 },
  },
  {
    of: 'a HEAD request',
    path: '/api/lots',
    init: () => ({ method: 'HEAD' }),
    entry: { operation: 'listLots', method: 'HEAD', status: 200 },
  },
  {
    of: 'an authenticated request',
    path: '/api/me',
    init: () => ({ headers: asAnna() }),
    entry: { operation: 'whoAmI', method: 'GET', status: 200 },
  },
  {
    of: 'an unknown token',
    path: '/api/me',
    init: () => ({ headers: { Authorization: 'Bearer secret-token' } }),
    entry: { operation: 'whoAmI', method: 'GET', status: 401 },
  },
  {
    of: 'an invalid query',
    path: '/api/lots?limit=0',
    entry: { operation: 'listLots', method: 'GET', status: 400 },
  },
  {
    of: 'an invalid body',
    path: '/api/users',
    init: () => ({ method: 'POST', headers: json, body: '{"email":"secret-email"}' }),
    entry: { operation: 'signUp', method: 'POST', status: 422 },
  },
  {
    of: 'malformed JSON',
    path: '/api/users',
    init: () => ({ method: 'POST', headers: json, body: '{"email":"secret-body' }),
    entry: { operation: 'signUp', method: 'POST', status: 400 },
  },
  {
    of: 'an unknown path',
    path: '/api/nothing',
    entry: { method: 'GET', status: 404 },
  },
]

describe('the log', () => {
  it.each(requests)('has one entry for $of', async ({ path, init, entry }) => {
    const entries = await entriesFor(path, init?.())

    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({ ...entry, durationMs: expect.any(Number) })
  })

  it('names the user of an authenticated request', async () => {
    const [entry] = await entriesFor('/api/me', { headers: asAnna() })

    expect(entry).toMatchObject({ userId: anna.id })
  })

  it('contains no token, password, query or body', async () => {
    const session = { method: 'POST', headers: json }
    const body = JSON.stringify({ email: 'secret-email@contract.test', password: PASSWORD })
    await entriesFor('/api/sessions', { ...session, body })
    await entriesFor('/api/me', { headers: asAnna() })

    for (const secret of [anna.token, PASSWORD, 'secret-'])
      expect(server.output()).not.toContain(secret)
  })
})
