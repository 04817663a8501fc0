import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@gavel/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn, emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import { arrive as arrivePerson, beginningOf, END, isEnd, listen, openLot, say } from './a-room.ts'
import { type Lost, type Proxy, proxyTo } from './proxy.ts'

// The refusal that no client can bring about: the database is away, and comes back.

let house: Awaited<ReturnType<typeof emptyHouse>>

beforeAll(async () => {
  house = await emptyHouse()
})

afterAll(async () => {
  await house.drop()
})

const UNAVAILABLE = {
  type: '/problems/unavailable',
  title: 'The house cannot be reached now; try again',
  status: 503,
  code: 'unavailable',
  retryAfterSeconds: 1,
}

describe.each(['express', 'next', 'next-ws'] as const)('%s, whose database goes away,', (kind) => {
  let proxy: Proxy
  let twin: RunningTwin

  beforeAll(async () => {
    proxy = await proxyTo(house.url)
    twin = await startTwin(kind, proxy.url, { LOG_LEVEL: 'silent' })
  })

  afterEach(() => proxy.mend())

  afterAll(async () => {
    await twin.stop()
    await proxy.close()
  })

  const untilReady = async () => {
    while (!(await fetch(new URL('/api/health/ready', twin.baseUrl))).ok) await pause(50)
  }

  const arrive = async () => {
    const account = { email: `${randomUUID()}@outage.test`, password: 'going going gone' }
    const { token } = await createClient(twin.baseUrl).signUp({ ...account, name: 'Anna' })
    return (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers)
      headers.set('Authorization', `Bearer ${token}`)
      return fetch(new URL(path, twin.baseUrl), { ...init, headers })
    }
  }

  const depositWith = (key: string): RequestInit => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: '{"amount":700}',
  })

  it.each(['/api/health/ready', '/api/lots', '/api/me/wallet', '/api/me'])(
    'says that it cannot be reached now, and when to ask again: %s',
    async (path) => {
      const anna = await arrive()
      proxy.cut()

      const answer = await anna(path)

      expect(answer.status).toBe(503)
      expect(answer.headers.get('retry-after')).toBe('1')
      expect(await answer.json()).toEqual(UNAVAILABLE)
    },
  )

  it('lives, and tells its rules, for neither needs it', async () => {
    const anna = await arrive()
    proxy.cut()

    const answers = [await anna('/api/health/live'), await anna('/api/house')]

    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  })

  const losses: { lost: Lost; outcome: string; replayed: string | null }[] = [
    { lost: 'commit', outcome: 'does it at the retry', replayed: null },
    { lost: 'answer', outcome: 'had done it, and says so at the retry', replayed: 'true' },
  ]

  it.each(losses)('with the $lost of a deposit on its way $outcome', async ({ lost, replayed }) => {
    const anna = await arrive()
    const deposit = depositWith(randomUUID())
    const isLost = proxy.lose(lost)
    const asked = anna('/api/me/wallet/deposits', deposit)
    await isLost
    proxy.cut()
    const first = await asked

    proxy.mend()
    const second = await anna('/api/me/wallet/deposits', deposit)

    expect(await first.json()).toEqual(UNAVAILABLE)
    expect(second.status).toBe(201)
    expect(second.headers.get('idempotency-replayed')).toBe(replayed)
    expect(await (await anna('/api/me/wallet')).json()).toMatchObject({ available: 700 })
    expect(await breachesIn(house.url)).toEqual([])
  })

  it('tells whoever watches all that happens, before and after', async () => {
    const anna = await arrivePerson(twin, 'Anna')
    const { id: lotId } = await openLot(anna.at(twin))
    const after = await beginningOf(twin, lotId)
    const transports = kind === 'next' ? (['sse'] as const) : (['sse', 'ws'] as const)
    const listening = transports.map((transport) =>
      listen({ url: twin.baseUrl, transport, after }, lotId, isEnd),
    )
    await say(anna.at(twin), lotId, 'Before.')

    proxy.cut()
    await pause(3_000)
    proxy.mend()
    await untilReady()
    const { seq: top } = await say(anna.at(twin), lotId, END)

    for (const { events, resets } of await Promise.all(listening)) {
      expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: top }, (_, i) => i + 1))
      expect(resets).toBe(0)
    }
  })
})
