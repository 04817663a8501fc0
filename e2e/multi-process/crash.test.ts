import { randomUUID } from 'node:crypto'
import { type Client, createClient } from '@gavel/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn, emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin, type Twin } from '../twins.ts'
import { type Proxy, proxyTo } from './proxy.ts'

// A server dies at the worst of moments: its transaction is committed and nobody has been told, or
// all is said but the last word. The client knows only that no answer came. It asks the other twin,
// with the same key.

/** Who is asked once the other is gone. */
type Asked = 'express' | 'next'

let house: Awaited<ReturnType<typeof emptyHouse>>
let alive: Record<Asked, RunningTwin>
let proxy: Proxy
let victim: RunningTwin

beforeAll(async () => {
  house = await emptyHouse()
  const [express, next] = await Promise.all([
    startTwin('express', house.url),
    startTwin('next', house.url),
  ])
  alive = { express, next }
})

afterEach(async () => {
  await victim.kill()
  await proxy.close()
})

afterAll(async () => {
  await Promise.all(Object.values(alive).map((twin) => twin.stop()))
  await house.drop()
})

async function arrive(name: string): Promise<Client & { id: string; token: string }> {
  const account = { email: `${randomUUID()}@crash.test`, password: 'going going gone', name }
  const { user, token } = await createClient(alive.express.baseUrl).signUp(account)
  return { ...createClient(alive.express.baseUrl, { token }), id: user.id, token }
}

/** Something done with a key: how to ask for it, and what there is of it. */
type Deed = {
  path: string
  body: object
  token: string
  /** How often it has taken effect, as its effects tell, and the money that they moved. */
  effects(): Promise<{ count: number; money: number }>
}

const deeds: { deed: string; money: number; prepare(): Promise<Deed> }[] = [
  {
    deed: 'a deposit',
    money: 70_00,
    async prepare() {
      const anna = await arrive('Anna')
      return {
        path: '/api/me/wallet/deposits',
        body: { amount: 70_00 },
        token: anna.token,
        async effects() {
          const { items } = await anna.listEntries()
          return { count: items.length, money: (await anna.readWallet()).available }
        },
      }
    },
  },
  {
    deed: 'a bid',
    money: 132_00,
    async prepare() {
      const [seller, anna] = [await arrive('Selma'), await arrive('Anna')]
      await anna.deposit({ amount: 500_00, key: randomUUID() })
      const lot = { title: 'Globe', description: 'Two feet.', startingPrice: 100_00 }
      const { id: lotId } = await seller.consignLot({ ...lot, key: randomUUID() })
      const opensAt = new Date(Date.now() - 60_000).toISOString()
      const closesAt = new Date(Date.now() + 900_000).toISOString()
      await seller.scheduleLot({ lotId, opensAt, closesAt })
      return {
        path: `/api/lots/${lotId}/bids`,
        body: { maximum: 120_00 },
        token: anna.token,
        async effects() {
          const { bidCount } = await anna.readLot({ lotId })
          const { items } = await anna.listBids({ lotId })
          const { held } = await anna.readWallet()
          return { count: Math.max(bidCount, items.length), money: held }
        },
      }
    },
  },
]

async function send(twin: RunningTwin, { path, body, token }: Deed, key: string) {
  const response = await fetch(new URL(path, twin.baseUrl), {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
    },
    body: JSON.stringify(body),
  })
  const replayed = response.headers.get('idempotency-replayed') === 'true'
  return { status: response.status, replayed, text: await response.text() }
}

/** Asks a twin that is killed the moment something of its transaction is lost; no answer comes. */
async function askInVain(kind: Twin, lost: 'commit' | 'answer', deed: Deed): Promise<string> {
  const key = randomUUID()
  proxy = await proxyTo(house.url)
  victim = await startTwin(kind, proxy.url)
  const isLost = proxy.lose(lost)
  const asked = send(victim, deed, key)
  asked.catch(() => {})
  await isLost
  await victim.kill()
  const answers = await Promise.allSettled([asked, fetch(victim.baseUrl)])
  if (answers.some(({ status }) => status === 'fulfilled')) throw new Error('Somebody answered')
  return key
}

const sides: { killed: Twin; asked: Asked }[] = [
  { killed: 'express', asked: 'next' },
  { killed: 'next', asked: 'express' },
  { killed: 'next-ws', asked: 'express' },
]

describe.each(sides)('$killed, killed between commit and answer', ({ killed, asked }) => {
  it.each(deeds)(
    `has done it, and ${asked} says so to every retry: $deed`,
    async ({ money, prepare }) => {
      const deed = await prepare()
      const key = await askInVain(killed, 'answer', deed)
      expect(await deed.effects()).toEqual({ count: 1, money })

      const first = await send(alive[asked], deed, key)
      const twice = await Promise.all([
        send(alive[asked], deed, key),
        send(alive[asked], deed, key),
      ])

      expect(first).toMatchObject({ status: 201, replayed: true })
      expect(twice).toEqual([first, first])
      expect(await deed.effects()).toEqual({ count: 1, money })
      expect(await breachesIn(house.url)).toEqual([])
    },
  )
})

describe.each(sides)('$killed, killed before its commit arrives', ({ killed, asked }) => {
  it.each(deeds)(
    `has done nothing, and ${asked} does it once: $deed`,
    async ({ money, prepare }) => {
      const deed = await prepare()
      const key = await askInVain(killed, 'commit', deed)
      expect(await deed.effects()).toEqual({ count: 0, money: 0 })

      const twice = await Promise.all([
        send(alive[asked], deed, key),
        send(alive[asked], deed, key),
      ])
      const last = await send(alive[asked], deed, key)

      expect(twice.map(({ status }) => status)).toEqual([201, 201])
      expect(twice.filter(({ replayed }) => replayed)).toHaveLength(1)
      expect(last).toMatchObject({ status: 201, replayed: true, text: twice[0]?.text })
      expect(twice[1]?.text).toBe(twice[0]?.text)
      expect(await deed.effects()).toEqual({ count: 1, money })
      expect(await breachesIn(house.url)).toEqual([])
    },
  )
})
