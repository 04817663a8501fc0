import { beforeAll, describe, expect, it } from 'vitest'
import { euros, newKey, newUser, openLot, PASSWORD } from '../fixtures.ts'
import { baseUrl } from '../given.ts'
import { operations, pathOf } from '../operations.ts'
import { bearer, isCleared, send, sessionCookie } from '../requests.ts'

// Requests without credentials and with an unknown token are generated in `guards.contract.ts`.

const userOperations = operations.filter(({ who }) => who === 'user')

/** Each way to end a session, and how the token is sent with it. */
const endings = [
  { ending: 'signOut', path: '/api/sessions/current', credentials: bearer },
  { ending: 'signOut by cookie', path: '/api/sessions/current', credentials: sessionCookie },
  { ending: 'signOutEverywhere', path: '/api/sessions', credentials: bearer },
  { ending: 'signOutEverywhere by cookie', path: '/api/sessions', credentials: sessionCookie },
]

describe.each(endings)('a session after $ending', ({ path, credentials }) => {
  it('has its cookie cleared', async () => {
    const { token } = await newUser('Eva', euros(0))

    const answer = await send('DELETE', path).set(credentials(token))

    expect(answer.status).toBe(204)
    expect(isCleared(answer.headers['set-cookie'])).toBe(true)
  })

  it('is rejected with 401 session-ended by every operation, as token and as cookie', async () => {
    const { token } = await newUser('Eva', euros(0))
    await send('DELETE', path).set(credentials(token))

    for (const operation of userOperations) {
      const byToken = await send(operation.method, pathOf(operation)).set(bearer(token))
      const byCookie = await send(operation.method, pathOf(operation)).set(sessionCookie(token))

      for (const answer of [byToken, byCookie])
        expect(answer.body, operation.name).toMatchObject({ status: 401, code: 'session-ended' })
      expect(byToken.headers['www-authenticate']).toContain('error="invalid_token"')
      expect(byToken.headers['set-cookie']).toBeUndefined()
      expect(isCleared(byCookie.headers['set-cookie'])).toBe(true)
    }
  })
})

describe('a public operation with the token of an ended session', () => {
  it('succeeds', async () => {
    const eva = await newUser('Eva')
    const lot = await openLot(eva)
    await eva.signOut()

    const answer = await send('GET', `/api/lots/${lot.id}`).set(bearer(eva.token))

    expect(answer.status).toBe(200)
  })
})

describe('the session cookie', () => {
  let eva: { name: string; token: string; attributes: string }

  beforeAll(async () => {
    const email = `${newKey()}@contract.test`
    const body = { email, password: PASSWORD, name: 'Eva' }
    const answer = await send('POST', '/api/users').send(body)
    const [, name = '', token = '', attributes = ''] =
      /^([\w-]+)=([\w-]+); (.*)$/.exec(answer.headers['set-cookie']?.[0] ?? '') ?? []
    eva = { name, token, attributes }
  })

  const cookieOf = (token: string) => `${eva.name}=${token}`
  const post = () =>
    send('POST', '/api/me/wallet/deposits')
      .set('Cookie', cookieOf(eva.token))
      .set('Idempotency-Key', newKey())

  it('is HttpOnly and SameSite=Lax', () => {
    const attributes = eva.attributes.toLowerCase().split(/; */)

    expect(eva.name).toMatch(/^(__Host-)?gavel_session$/)
    expect(attributes).toEqual(expect.arrayContaining(['httponly', 'samesite=lax', 'path=/']))
    expect(eva.attributes).toMatch(/(^|; )(Expires|Max-Age)=/i)
  })

  it('authenticates like the token', async () => {
    const answer = await send('GET', '/api/me').set('Cookie', `theme=dark; ${cookieOf(eva.token)}`)

    expect(answer.body).toMatchObject({ name: 'Eva' })
  })

  it('is rejected with 401 session-ended if its token is unknown', async () => {
    const answer = await send('GET', '/api/me').set('Cookie', cookieOf('made-up'))

    expect(answer.body).toMatchObject({ status: 401, code: 'session-ended' })
  })

  it('is ignored if the request has an Authorization header', async () => {
    const answer = await send('GET', '/api/me')
      .set('Cookie', cookieOf(eva.token))
      .set('Authorization', 'Basic abc')

    expect(answer.status).toBe(401)
  })

  it.each([
    ['Origin', 'null'],
    ['Sec-Fetch-Site', 'cross-site'],
    ['Sec-Fetch-Site', 'same-site'],
  ])('is rejected with 403 cross-site on a write with %s: %s', async (header, value) => {
    const answer = await post().set(header, value).send({ amount: 1 })

    expect(answer.status).toBe(403)
    expect(answer.body).toMatchObject({ code: 'cross-site' })
  })

  it("is accepted on a write from the server's own origin and without Origin", async () => {
    const own = await post().set('Origin', new URL(baseUrl).origin).send({ amount: 1 })
    const none = await post().send({ amount: 1 })

    expect([own.status, none.status]).toEqual([201, 201])
  })
})
