import { randomUUID } from 'node:crypto'
import { type Client, createClient } from '@gavel/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import { bid, openLot } from './a-room.ts'

// The quotas of a house are so generous that nobody meets them. Here they are small, and a proxy that
// the twins trust says where everybody comes from.

const QUOTAS = {
  SIGN_UPS_PER_MINUTE: '3',
  FAILED_SIGN_INS_PER_ADDRESS: '4',
  BIDS_PER_10_SECONDS: '5',
  TRUST_PROXY: '1',
}
const PASSWORD = 'going going gone'

let house: Awaited<ReturnType<typeof emptyHouse>>
let express: RunningTwin
let next: RunningTwin

beforeAll(async () => {
  house = await emptyHouse()
  ;[express, next] = await Promise.all([
    startTwin('express', house.url, QUOTAS),
    startTwin('next', house.url, QUOTAS),
  ])
})

afterAll(async () => {
  await Promise.all([express.stop(), next.stop()])
  await house.drop()
})

const anAddress = () => `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`
const email = () => `${randomUUID()}@quotas.test`

/** Sends something to a twin by way of the proxy, from an address. */
const send = (twin: RunningTwin, path: string, address: string, body: object) =>
  fetch(new URL(path, twin.baseUrl), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `192.0.2.1, ${address}` },
    body: JSON.stringify(body),
  })

const signUp = (twin: RunningTwin, address: string, as = email()) =>
  send(twin, '/api/users', address, { email: as, password: PASSWORD, name: 'Ada' })
const signIn = (twin: RunningTwin, address: string, as = email(), password = 'going') =>
  send(twin, '/api/sessions', address, { email: as, password })

/** Somebody new with money, from an address of their own: a client of theirs at either twin. */
async function arrive(): Promise<{ token: string; at(twin: RunningTwin): Client }> {
  const { token } = (await (await signUp(express, anAddress())).json()) as { token: string }
  const at = ({ baseUrl }: RunningTwin) => createClient(baseUrl, { token })
  await at(express).deposit({ amount: 1_000_00, key: randomUUID() })
  return { token, at }
}

/** Asks both in turn, one after another: all statuses, and the last answer. */
async function inTurn(count: number, ask: (twin: RunningTwin) => Promise<Response>) {
  const answers: Response[] = []
  for (let turn = 0; turn < count; turn += 1) answers.push(await ask(turn % 2 ? next : express))
  return { statuses: answers.map(({ status }) => status), last: answers.at(-1) as Response }
}

/** What a 429 must tell, of a quota of so many in so many seconds. */
async function expectTold(answer: Response, code: string, policy: string): Promise<void> {
  const wait = answer.headers.get('retry-after')
  const [name] = policy.split(';')
  expect(answer.headers.get('ratelimit-policy')).toBe(policy)
  expect(answer.headers.get('ratelimit')).toBe(`${name};r=0;t=${wait}`)
  expect(Number(wait)).toBeGreaterThan(0)
  expect(Number(wait)).toBeLessThanOrEqual(Number(/w=(\d+)/.exec(policy)?.[1]))
  expect(await answer.json()).toMatchObject({ code, retryAfterSeconds: Number(wait) })
}

describe('an address from which too many sign up', () => {
  it('is refused by both twins, which count together, and nobody else is', async () => {
    const address = anAddress()

    const { statuses, last } = await inTurn(5, (twin) => signUp(twin, address))
    const others = await inTurn(2, (twin) => signUp(twin, anAddress()))

    expect(statuses).toEqual([201, 201, 201, 429, 429])
    await expectTold(last, 'too-many-requests', '"sign-ups";q=3;w=60')
    expect(others.statuses).toEqual([201, 201])
  })
})

describe('one password that is tried on many e-mail addresses', () => {
  it('is judged no more by either twin, right or wrong; elsewhere it is', async () => {
    const [address, elsewhere, ada] = [anAddress(), anAddress(), email()]
    await signUp(express, elsewhere, ada)

    const { statuses, last } = await inTurn(6, (twin) => signIn(twin, address))
    const right = await inTurn(2, (twin) => signIn(twin, address, ada, PASSWORD))
    const others = await inTurn(6, (twin) => signIn(twin, elsewhere, ada, PASSWORD))

    expect(statuses).toEqual([401, 401, 401, 401, 429, 429])
    await expectTold(last, 'too-many-attempts', '"failed-sign-ins-per-address";q=4;w=900')
    expect(right.statuses).toEqual([429, 429])
    expect(others.statuses).toEqual(Array(6).fill(201))
  })
})

describe('one e-mail address on which too many passwords are tried', () => {
  it('is refused wherever they come from, and told by the same headers', async () => {
    const ada = email()

    const { statuses, last } = await inTurn(11, (twin) => signIn(twin, anAddress(), ada))

    expect(statuses).toEqual([...Array(10).fill(401), 429])
    await expectTold(last, 'too-many-attempts', '"failed-sign-ins-per-email";q=10;w=900')
  })
})

describe.each(['express', 'next'] as const)('on %s, a user who bids too often', (kind) => {
  const twins = () => (kind === 'express' ? { express, next } : { express: next, next: express })

  it('is refused before anything is read, and nobody else is, nor the user elsewhere', async () => {
    const { express: here, next: there } = twins()
    const [selma, anna, ben] = [await arrive(), await arrive(), await arrive()]
    const { id: lotId } = await openLot(selma.at(here))
    const ask = (key: string, person = anna, twin = here) =>
      fetch(new URL(`/api/lots/${lotId}/bids`, twin.baseUrl), {
        method: 'POST',
        headers: { Authorization: `Bearer ${person.token}`, 'Idempotency-Key': key },
      })

    const statuses: number[] = []
    for (let count = 0; count < 5; count += 1) statuses.push((await ask(randomUUID())).status)
    const last = await ask(randomUUID())

    expect(statuses).toEqual(Array(5).fill(415))
    expect(last.status).toBe(429)
    await expectTold(last, 'too-many-requests', '"bids";q=5;w=10')
    expect(await bid(ben.at(here), lotId, 100_00)).toMatchObject({ leading: true })
    expect(await bid(anna.at(there), lotId, 200_00)).toMatchObject({ leading: true })
  })

  it('is refused a repetition too: it costs the house as much', async () => {
    const { express: here } = twins()
    const [selma, anna] = [await arrive(), await arrive()]
    const { id: lotId } = await openLot(selma.at(here))
    const again = { lotId, maximum: 100_00, key: randomUUID() }
    const asked = () => anna.at(here).placeBid(again)

    for (let count = 0; count < 5; count += 1) await asked()

    await expect(asked()).rejects.toMatchObject({ code: 'too-many-requests' })
  })
})

describe('where a server cannot know addresses', () => {
  it('all are one client at the sign-up, whatever they say of themselves', async () => {
    const blind = await startTwin('next', house.url, { ...QUOTAS, TRUST_PROXY: '0' })

    const statuses: number[] = []
    for (let count = 0; count < 5; count += 1)
      statuses.push((await signUp(blind, anAddress())).status)
    await blind.stop()

    expect(statuses).toEqual([201, 201, 201, 429, 429])
  })
})
