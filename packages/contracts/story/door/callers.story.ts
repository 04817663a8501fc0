import { beforeAll, describe, expect, it } from 'vitest'
import { baseUrl } from '../given.ts'
import { arrive, newKey, openLot, PASSWORD, type Person } from '../house.ts'
import { ask, deposit, operations, pathOf } from './door.ts'

// What two frameworks answer differently to the same bytes, and the answer that both must give.

let anna: Person

beforeAll(async () => {
  anna = await arrive('Anna')
})

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
/** The cookie by both of its names: a house that people reach by https has the second. */
const cookie = (token: string) => ({
  Cookie: `gavel_session=${token}; __Host-gavel_session=${token}`,
})
const CLEARED = /^(__Host-)?gavel_session=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax(; Secure)?$/

describe.each(operations.filter(({ who }) => who === 'user'))(
  '$name without a session',
  (operation) => {
    it('is refused, and told how to come in', async () => {
      const answer = await ask(operation.method, pathOf(operation))

      expect(answer.status).toBe(401)
      expect(answer.body).toMatchObject({ code: 'no-session' })
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="gavel"')
    })

    it('is refused with one that nobody has', async () => {
      const answer = await ask(operation.method, pathOf(operation)).set(
        'Authorization',
        'Bearer made-up',
      )

      expect(answer.status).toBe(401)
      expect(answer.body).toMatchObject({ code: 'session-ended' })
      expect(answer.headers['www-authenticate']).toContain('error="invalid_token"')
      expect(answer.headers['set-cookie']).toBeUndefined()
    })
  },
)

/** Ways in which a session ends before its time; each is told the token that ends. */
const endings = [
  { ending: 'signing out', path: '/api/sessions/current', header: bearer },
  { ending: 'signing out by the cookie', path: '/api/sessions/current', header: cookie },
  { ending: 'signing out everywhere', path: '/api/sessions', header: bearer },
  { ending: 'signing out everywhere by the cookie', path: '/api/sessions', header: cookie },
]

describe.each(endings)('a session that has ended by $ending', ({ path, header }) => {
  it('has its cookie taken back at once', async () => {
    const { token } = await arrive('Eva')

    const answer = await ask('DELETE', path).set(header(token))

    expect(answer.status).toBe(204)
    expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(CLEARED)])
  })

  it('is refused as a token, on every operation, and as often as it comes', async () => {
    const { token } = await arrive('Eva')
    await ask('DELETE', path).set(header(token))

    for (const operation of operations.filter(({ who }) => who === 'user')) {
      const answer = await ask(operation.method, pathOf(operation)).set(bearer(token))

      expect(answer.body, operation.name).toMatchObject({ status: 401, code: 'session-ended' })
      expect(answer.headers['www-authenticate']).toContain('error="invalid_token"')
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })

  it('is refused as a cookie, which is taken back', async () => {
    const { token } = await arrive('Eva')
    await ask('DELETE', path).set(header(token))

    for (const operation of operations.filter(({ who }) => who === 'user')) {
      const answer = await ask(operation.method, pathOf(operation)).set(cookie(token))

      expect(answer.body, operation.name).toMatchObject({ status: 401, code: 'session-ended' })
      expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(CLEARED)])
    }
  })

  it('is as none where nobody need be signed in', async () => {
    const { token } = await arrive('Eva')
    const lot = await openLot(anna)
    await ask('DELETE', path).set(header(token))

    const answer = await ask('GET', `/api/lots/${lot.id}`).set(bearer(token))

    expect(answer.status).toBe(200)
  })
})

describe('the session cookie', () => {
  let eva: { name: string; token: string; attributes: string }

  beforeAll(async () => {
    const email = `${newKey()}@story.test`
    const answer = await ask('POST', '/api/users').send({ email, password: PASSWORD, name: 'Eva' })
    const [, name = '', token = '', attributes = ''] =
      /^([\w-]+)=([\w-]+); (.*)$/.exec(answer.headers['set-cookie']?.[0] ?? '') ?? []
    eva = { name, token, attributes }
  })

  const cookieOf = (token: string) => `${eva.name}=${token}`
  const post = () =>
    ask('POST', '/api/me/wallet/deposits')
      .set('Cookie', cookieOf(eva.token))
      .set('Idempotency-Key', newKey())

  it('comes with every session, out of reach of scripts', () => {
    expect(eva.name).toMatch(/^(__Host-)?gavel_session$/)
    expect(eva.token).toMatch(/^[\w-]{43}$/)
    expect(eva.attributes).toMatch(/^Expires=[^;]+; Path=\/; HttpOnly; SameSite=Lax(; Secure)?$/)
  })

  it('is as good as the token', async () => {
    const answer = await ask('GET', '/api/me').set('Cookie', `theme=dark; ${cookieOf(eva.token)}`)

    expect(answer.body).toMatchObject({ name: 'Eva' })
  })

  it('is taken back where its session has ended', async () => {
    const answer = await ask('GET', '/api/me').set('Cookie', cookieOf('made-up'))

    expect(answer.body).toMatchObject({ status: 401, code: 'session-ended' })
    expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(CLEARED)])
  })

  it('is ignored where Authorization says something else', async () => {
    const answer = await ask('GET', '/api/me')
      .set('Cookie', cookieOf(eva.token))
      .set('Authorization', 'Basic abc')

    expect(answer.status).toBe(401)
  })

  it.each([
    ['Origin', 'https://elsewhere.test'],
    ['Origin', 'null'],
    ['Sec-Fetch-Site', 'cross-site'],
    ['Sec-Fetch-Site', 'same-site'],
  ])('does not write for a foreign site: %s: %s', async (header, value) => {
    const answer = await post().set(header, value).send({ amount: 1 })

    expect(answer.status).toBe(403)
    expect(answer.body).toMatchObject({ code: 'cross-site' })
  })

  it('writes for a page of the house, and for a client that is no browser', async () => {
    const own = await post().set('Origin', new URL(baseUrl).origin).send({ amount: 1 })
    const none = await post().send({ amount: 1 })

    expect([own.status, none.status]).toEqual([201, 201])
  })
})

describe('an Idempotency-Key', () => {
  it('is asked for where it is missing', async () => {
    const answer = await deposit(anna).unset('Idempotency-Key').send({ amount: 1 })

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'key-missing' })
  })

  it.each([
    { case: 'short', key: 'x'.repeat(15) },
    { case: 'of 300 characters', key: 'x'.repeat(300) },
    { case: 'of other characters', key: 'with spaces and more' },
    { case: 'in one quote', key: `"${'x'.repeat(20)}` },
  ])('is refused when it is $case', async ({ key }) => {
    const answer = await deposit(anna).set('Idempotency-Key', key).send({ amount: 1 })

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'malformed-request' })
  })
})
