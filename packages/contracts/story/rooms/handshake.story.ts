import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ProblemCode } from '../../src/problems.ts'
import { PROBLEMS } from '../../src/problems.ts'
import { ask, NOBODYS_ID } from '../door/door.ts'
import { baseUrl } from '../given.ts'
import { arrive, consignLot, openLot, type Person } from '../house.ts'
import { type Asked, leaveAll, refusedAt } from './stream.ts'
import { hasWebSocket, overBoth, overWebSocket } from './transports.ts'

// What is wrong with whoever comes to a room is said before the room opens: before the first byte of
// a stream, and in the place of the 101 of a WebSocket, with the same words.

let seller: Person
let lotId: string
let ended: string

beforeAll(async () => {
  seller = await arrive('Selma')
  ;({ id: lotId } = await openLot(seller))
  const eva = await arrive('Eva')
  ended = eva.token
  await eva.signOut()
})

afterEach(leaveAll)

const cookie = (token: string) => `gavel_session=${token}; __Host-gavel_session=${token}`
const FOREIGN = { Origin: 'https://elsewhere.test' }
const GARBAGE = { 'Last-Event-ID': 'garbage' }

type Visit = { lot: string } & Asked

/** What may be wrong, from what is looked at first to what is looked at last. */
const faults: Record<string, { code: ProblemCode; visit(): Partial<Visit> }> = {
  path: { code: 'not-found', visit: () => ({ lot: 'no-id' }) },
  query: { code: 'malformed-request', visit: () => ({ after: 'garbage' }) },
  session: { code: 'session-ended', visit: () => ({ token: ended }) },
  origin: { code: 'cross-site', visit: () => ({ headers: FOREIGN }) },
  header: { code: 'malformed-request', visit: () => ({ headers: GARBAGE }) },
  room: { code: 'not-found', visit: () => ({ lot: NOBODYS_ID }) },
}

/** Each fault with each that is looked at after it, and with none. */
const pairs = Object.keys(faults).flatMap((first, index, names) => [
  { first, second: 'nothing else' },
  ...names.slice(index + 1).map((second) => ({ first, second })),
])

/** A visit with both faults. */
const spoilt = (first: string, second: string): Visit => {
  const [one, two] = [faults[first]?.visit() ?? {}, faults[second]?.visit() ?? {}]
  return { lot: lotId, ...two, ...one, headers: { ...two.headers, ...one.headers } }
}

overBoth('coming to a room', ({ open }) => {
  it.each(pairs)('with a wrong $first, and $second, is refused for the $first', async (pair) => {
    const code = faults[pair.first]?.code ?? 'internal'
    const { lot, ...asked } = spoilt(pair.first, pair.second)

    const { status, headers, problem } = await refusedAt(open(lot, asked))

    expect(status).toBe(PROBLEMS[code].status)
    expect(problem).toMatchObject({ type: `/problems/${code}`, status, code })
    expect(headers['content-type']).toContain('application/problem+json')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('with a session that has ended has its cookie taken back', async () => {
    const visit = open(lotId, { headers: { Cookie: cookie(ended) } })

    const { headers, problem } = await refusedAt(visit)

    expect(problem).toMatchObject({ status: 401, code: 'session-ended' })
    expect(headers['www-authenticate']).toContain('error="invalid_token"')
    expect(String(headers['set-cookie'])).toMatch(/gavel_session=; Max-Age=0/)
  })

  it.each(['made-up', ''])('with a token that nobody has is refused: %j', async (token) => {
    const visit = open(lotId, { headers: { Authorization: `Bearer ${token}` } })

    await expect(visit).rejects.toMatchObject({ status: 401, problem: { code: 'session-ended' } })
  })

  it.each(['https://elsewhere.test', 'null', 'http://localhost.elsewhere.test'])(
    'from a page of a foreign site is refused, whatever it shows: %s',
    async (origin) => {
      const headers = { Origin: origin }
      const visits: Asked[] = [
        { headers },
        { headers, token: seller.token },
        { headers: { ...headers, Cookie: cookie(seller.token) } },
      ]

      for (const visit of visits)
        await expect(open(lotId, visit)).rejects.toMatchObject({
          status: 403,
          problem: { code: 'cross-site' },
        })
    },
  )

  it('is open to everybody else: with a session, without one, and from a page of the house', async () => {
    const own = { Origin: new URL(baseUrl).origin }
    const visits: Asked[] = [
      {},
      { token: seller.token },
      { headers: { Cookie: cookie(seller.token) } },
      { headers: own },
      { headers: { ...own, Cookie: cookie(seller.token) } },
    ]

    for (const visit of visits) {
      const stream = await open(lotId, visit)

      expect(await stream.next()).toMatchObject({ type: 'ready', room: lotId })
    }
  })

  it("to a draft of somebody else's is as to a room that is not there", async () => {
    const draft = await consignLot(seller)

    const one = await refusedAt(open(draft.id))
    const two = await refusedAt(open(NOBODYS_ID))

    expect(one.problem).toEqual(two.problem)
    expect(Object.keys(one.headers)).toEqual(Object.keys(two.headers))
  })
})

describe('asking for a stream without opening it', () => {
  it('tells by HEAD what it would be sent with', async () => {
    const answer = await ask('HEAD', `/api/lots/${lotId}/events`)

    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toMatch(/^text\/event-stream; ?charset=utf-8$/i)
    expect(answer.headers['cache-control']).toBe('no-cache, no-transform')
    expect(answer.text ?? '').toBe('')
  })

  it('tells by HEAD also what is wrong', async () => {
    const answer = await ask('HEAD', `/api/lots/${NOBODYS_ID}/events`)

    expect(answer.status).toBe(404)
  })

  it('tells by a plain request whether there is WebSocket, before anything of a lot', async () => {
    for (const id of [lotId, NOBODYS_ID, (await consignLot(seller)).id]) {
      const answer = await ask('GET', `/api/lots/${id}/live`)

      const { status, body, headers } = answer
      expect({ status, code: body.code, upgrade: headers.upgrade }).toEqual(
        hasWebSocket
          ? { status: 426, code: 'upgrade-required', upgrade: 'websocket' }
          : { status: 501, code: 'no-websocket', upgrade: undefined },
      )
    }
  })

  it('tells that no sooner than what is wrong with the request', async () => {
    const live = `/api/lots/${lotId}/live`

    const answers = [
      await ask('GET', '/api/lots/no-id/live'),
      await ask('GET', `${live}?after=garbage`),
      await ask('GET', live).set('Authorization', `Bearer ${ended}`),
      await ask('GET', live).set(FOREIGN),
      await ask('GET', live).set(GARBAGE),
    ]

    expect(answers.map(({ body }) => body.code)).toEqual([
      'not-found',
      'malformed-request',
      'session-ended',
      'cross-site',
      'malformed-request',
    ])
  })
})

overWebSocket('a handshake', () => {
  const shake = (headers: Record<string, string>, path = `/api/lots/${lotId}/live`) =>
    ask('GET', path).set({
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    })

  it.each(['12', '8', '', 'x'])('of another version is told which: %j', async (version) => {
    const answer = await shake({ 'Sec-WebSocket-Version': version })

    expect(answer.status).toBe(426)
    expect(answer.body).toMatchObject({ code: 'upgrade-required' })
    expect(answer.headers['sec-websocket-version']).toBe('13')
  })

  it('that is none is a request that cannot be read', async () => {
    const answer = await shake({ 'Sec-WebSocket-Key': 'short' })

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'malformed-request' })
  })

  it.each(['h2c', 'h2c, websocket'])('for another protocol is as none: %s', async (upgrade) => {
    const house = await shake({ Upgrade: upgrade }, '/api/house')
    const live = await shake({ Upgrade: 'h2c' })

    expect(house.status).toBe(200)
    expect(live.status).toBe(426)
  })

  it('elsewhere is as none', async () => {
    const answers = [
      await shake({}, '/api/house'),
      await shake({}, '/api/nothing'),
      await shake({}, `/api/lots/${lotId}/events/`),
    ]

    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404])
  })
})
