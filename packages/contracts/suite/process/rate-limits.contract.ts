import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newEmail, openLotAt, PASSWORD, signUpAt, startImplementation } from './implementation.ts'
import type { Running } from './server.ts'

const LIMITS = {
  SIGN_UPS_PER_MINUTE: '3',
  FAILED_SIGN_INS_PER_ADDRESS: '4',
  BIDS_PER_10_SECONDS: '5',
}

/** A server behind one trusted proxy. */
let server: Running

beforeAll(async () => {
  server = await startImplementation({ ...LIMITS, TRUST_PROXY: '1' })
})

afterAll(() => server.stop())

const anAddress = () => `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`

/** Sends JSON as the trusted proxy would, for a client at `address`. */
const sendFrom = (at: Running, address: string, path: string, body: object) =>
  fetch(new URL(path, at.baseUrl), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `192.0.2.1, ${address}` },
    body: JSON.stringify(body),
  })

const signUpFrom = (at: Running, address: string, email = newEmail()) =>
  sendFrom(at, address, '/api/users', { email, password: PASSWORD, name: 'Ada' })
const signInFrom = (address: string, email: string, password: string) =>
  sendFrom(server, address, '/api/sessions', { email, password })

async function repeat(count: number, send: () => Promise<Response>): Promise<Response[]> {
  const answers: Response[] = []
  for (let turn = 0; turn < count; turn += 1) answers.push(await send())
  return answers
}

const statusesOf = (answers: Response[]) => answers.map(({ status }) => status)

/** The documented headers and body of a 429. */
async function rejectionOf(answer: Response | undefined) {
  const body = (await answer?.json()) as { code?: string; retryAfterSeconds?: number }
  const wait = answer?.headers.get('retry-after')
  return {
    code: body.code,
    isSameWait: String(body.retryAfterSeconds) === wait,
    policy: answer?.headers.get('ratelimit-policy'),
    limit: answer?.headers.get('ratelimit')?.replace(`t=${wait}`, 't=wait'),
  }
}

describe('signUp above the limit of an address', () => {
  it('returns 429 with Retry-After and RateLimit, and does not affect other addresses', async () => {
    const address = anAddress()

    const answers = await repeat(5, () => signUpFrom(server, address))
    const others = await repeat(2, () => signUpFrom(server, anAddress()))

    expect(statusesOf(answers)).toEqual([201, 201, 201, 429, 429])
    expect(await rejectionOf(answers.at(-1))).toEqual({
      code: 'too-many-requests',
      isSameWait: true,
      policy: '"sign-ups";q=3;w=60',
      limit: '"sign-ups";r=0;t=wait',
    })
    expect(statusesOf(others)).toEqual([201, 201])
  })
})

describe('signIn above the limit of failures of an address', () => {
  it('returns 429 for any e-mail address and password, and does not affect other addresses', async () => {
    const [address, elsewhere, ada] = [anAddress(), anAddress(), newEmail()]
    await signUpFrom(server, elsewhere, ada)

    const answers = await repeat(6, () => signInFrom(address, newEmail(), 'going'))
    const [right] = await repeat(1, () => signInFrom(address, ada, PASSWORD))
    const others = await repeat(6, () => signInFrom(elsewhere, ada, PASSWORD))

    expect(statusesOf(answers)).toEqual([401, 401, 401, 401, 429, 429])
    expect(await rejectionOf(answers.at(-1))).toEqual({
      code: 'too-many-attempts',
      isSameWait: true,
      policy: '"failed-sign-ins-per-address";q=4;w=900',
      limit: '"failed-sign-ins-per-address";r=0;t=wait',
    })
    expect(right?.status).toBe(429)
    expect(statusesOf(others)).toEqual(Array(6).fill(201))
  })
})

describe('signIn above the limit of failures of an e-mail address', () => {
  it('returns 429 from any address, also for an unknown e-mail address', async () => {
    const unknown = newEmail()

    const answers = await repeat(11, () => signInFrom(anAddress(), unknown, 'going'))

    expect(statusesOf(answers)).toEqual([...Array(10).fill(401), 429])
    expect(await rejectionOf(answers.at(-1))).toMatchObject({
      code: 'too-many-attempts',
      policy: '"failed-sign-ins-per-email";q=10;w=900',
    })
  })
})

describe('placeBid above the limit of a user', () => {
  it('returns 429 for a valid bid and for a repeated Idempotency-Key', async () => {
    const unlimited = await startImplementation()
    const [selma, anna] = [await signUpAt(unlimited), await signUpAt(unlimited, 1_000_00)]
    const { id: lotId } = await openLotAt(unlimited, selma)
    await unlimited.stop()
    const bid = { lotId, maximum: 100_00, key: randomUUID() }

    for (let count = 0; count < 5; count += 1) await anna.at(server).placeBid(bid)

    const rejected = { status: 429, code: 'too-many-requests' }
    await expect(anna.at(server).placeBid(bid)).rejects.toMatchObject(rejected)
    const other = { lotId, maximum: 200_00, key: randomUUID() }
    await expect(anna.at(server).placeBid(other)).rejects.toMatchObject(rejected)
  })
})

describe('a forged X-Forwarded-For', () => {
  it('gives a client no other address if no proxy is trusted', async () => {
    const direct = await startImplementation({ ...LIMITS, TRUST_PROXY: '0' })

    const answers = await repeat(5, () => signUpFrom(direct, anAddress()))
    await direct.stop()

    expect(answers.at(-1)?.status).toBe(429)
  })

  it('gives a client no other address in front of the entry of a trusted proxy', async () => {
    const address = anAddress()
    const body = () => ({ email: newEmail(), password: PASSWORD, name: 'Ada' })
    const forged = () =>
      fetch(new URL('/api/users', server.baseUrl), {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Forwarded-For': `${anAddress()}, ${address}`,
        },
        body: JSON.stringify(body()),
      })

    const answers = await repeat(5, forged)

    expect(statusesOf(answers)).toEqual([201, 201, 201, 429, 429])
  })
})
