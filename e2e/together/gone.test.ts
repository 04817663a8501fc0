import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@gavel/contracts'
import { type Cluster, databaseUrl, ensureDatabase, migrate, startCluster } from '@gavel/db/launch'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import { type Proxy, proxyTo } from './proxy.ts'

// The database really goes: its server is killed, and started again; or it says nothing any more, as
// a machine that has lost its network.

/** Milliseconds within which a "no" must come, and a house be ready once its database is back. */
const WITHIN = { no: 3_000, ready: 5_000 }
/** How many ask at once: more than there are connections. */
const CROWD = 30

let home: string
let cluster: Cluster
let url: string

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'gavel-gone-'))
  cluster = await startCluster({ home })
  url = databaseUrl(cluster.url, 'gavel')
  await ensureDatabase(url)
  await migrate(url)
})

afterAll(async () => {
  await cluster.release()
  rmSync(home, { recursive: true, force: true })
})

/** Asks the server itself who it is. It runs on this machine. */
async function processOf(database: string): Promise<number> {
  const sql = new Client({ connectionString: database })
  await sql.connect()
  const { rows } = await sql.query<{ file: string }>(
    `select pg_read_file('postmaster.pid') as file`,
  )
  await sql.end()
  return Number(rows[0]?.file.split('\n', 1)[0])
}

/** What takes the database away, and brings it back. */
type Loss = {
  loss: string
  take(proxy: Proxy): Promise<void>
  giveBack(proxy: Proxy): Promise<void>
}

const losses: Loss[] = [
  {
    loss: 'is killed',
    async take() {
      process.kill(await processOf(url), 'SIGKILL')
    },
    async giveBack() {
      const again = await startCluster({ home })
      await cluster.release()
      cluster = again
    },
  },
  {
    loss: 'says nothing any more',
    take: async (proxy) => proxy.hush(),
    giveBack: async (proxy) => proxy.mend(),
  },
]

const twins = ['express', 'next'] as const
const cases = twins.flatMap((kind) => losses.map((loss) => ({ kind, ...loss })))

describe.each(cases)('$kind, whose database $loss,', ({ kind, take, giveBack }) => {
  let proxy: Proxy
  let twin: RunningTwin

  beforeAll(async () => {
    proxy = await proxyTo(url)
    twin = await startTwin(kind, proxy.url, { LOG_LEVEL: 'silent' })
  })

  afterAll(async () => {
    await twin.stop()
    await proxy.close()
  })

  const timed = async (path: string, init: RequestInit = {}) => {
    const begun = performance.now()
    const answer = await fetch(new URL(path, twin.baseUrl), init)
    const told = (await answer.json()) as { code?: string }
    const { status, headers } = answer
    return {
      path,
      status,
      code: told.code,
      again: headers.get('retry-after'),
      took: performance.now() - begun,
    }
  }

  it('says so within three seconds, lives, and is ready within five of its return', async () => {
    const account = { email: `${randomUUID()}@gone.test`, password: 'going going gone' }
    const { token } = await createClient(twin.baseUrl).signUp({ ...account, name: 'Anna' })
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const deposit = {
      method: 'POST',
      headers: { ...headers, 'Idempotency-Key': randomUUID() },
      body: '{"amount":700}',
    }
    const crowd = () => Promise.all(Array.from({ length: CROWD }, () => timed('/api/lots')))
    await crowd()

    await take(proxy)
    const noes = [
      ...(await Promise.all([timed('/api/me/wallet/deposits', deposit), crowd()])).flat(),
      await timed('/api/health/ready'),
      await timed('/api/sessions', { method: 'POST', headers, body: JSON.stringify(account) }),
    ]
    const lives = await timed('/api/health/live')
    await giveBack(proxy)
    const backAt = performance.now()
    while ((await timed('/api/health/ready')).status !== 200) await pause(50)
    const ready = performance.now() - backAt
    const second = await timed('/api/me/wallet/deposits', deposit)

    for (const no of noes) {
      expect(no).toMatchObject({ status: 503, code: 'unavailable', again: '1' })
      expect(no.took).toBeLessThan(WITHIN.no)
    }
    expect(lives.status).toBe(200)
    expect(lives.took).toBeLessThan(500)
    expect(ready).toBeLessThan(WITHIN.ready)
    expect(second.status).toBe(201)
    expect(await createClient(twin.baseUrl, { token }).readWallet()).toMatchObject({
      available: 700,
    })
    expect(await breachesIn(url)).toEqual([])
  })
})
