import { describe, expect, it } from 'vitest'
import { signIn, signUp } from '../../src/index.ts'
import { anybody, arrive, newKey, PASSWORD, type Person } from '../house.ts'
import { ask } from './door.ts'

// A session begins at the sign-in and not before: whatever a browser shows by then is left behind.

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
/** The cookie by both of its names: a house that people reach by https has the second. */
const cookie = (token: string) => ({
  Cookie: `gavel_session=${token}; __Host-gavel_session=${token}`,
})

type Opened = { status: number; token: string; cookie: string }

/** Opens a session with these headers, and tells its token as the body and as the cookie have it. */
async function open(path: string, body: object, headers: Record<string, string>): Promise<Opened> {
  const answer = await ask('POST', path).set(headers).send(body)
  const [, given = ''] =
    /gavel_session=([\w-]+);/.exec(answer.headers['set-cookie']?.[0] ?? '') ?? []
  return { status: answer.status, token: answer.body.token, cookie: given }
}

const doors = [
  {
    door: 'signs in',
    come: ({ email }: Person, headers: Record<string, string>) =>
      open(signIn.path, { email, password: PASSWORD }, headers),
  },
  {
    door: 'signs up',
    come: (_: Person, headers: Record<string, string>) =>
      open(
        signUp.path,
        { email: `${newKey()}@story.test`, password: PASSWORD, name: 'Eva' },
        headers,
      ),
  },
]

const statusOf = async (token: string) => (await ask('GET', '/api/me').set(bearer(token))).status

describe.each(doors)('somebody who $door', ({ come }) => {
  it.each([
    { by: 'as a cookie', shown: cookie },
    { by: 'in the header', shown: bearer },
  ])('never gets the token that somebody else chose, shown $by', async ({ shown }) => {
    const anna = await arrive('Anna')
    const chosen = 'chosen-by-somebody-else-0123456789abcdefghi'

    const opened = await come(anna, shown(chosen))

    expect(opened).toMatchObject({ status: 201, cookie: opened.token })
    expect(opened.token).not.toBe(chosen)
    expect(await statusOf(opened.token)).toBe(200)
    expect(await statusOf(chosen)).toBe(401)
  })

  it('with the cookie of a session gets another, and that one has ended', async () => {
    const anna = await arrive('Anna')
    const elsewhere = await anybody.signIn({ email: anna.email, password: PASSWORD })

    const opened = await come(anna, cookie(anna.token))

    expect(opened).toMatchObject({ status: 201, cookie: opened.token })
    expect(await statusOf(opened.token)).toBe(200)
    expect(await statusOf(anna.token)).toBe(401)
    expect(await statusOf(elsewhere.token)).toBe(200)
  })

  it('with a token in the header keeps its session, for programs may have several', async () => {
    const anna = await arrive('Anna')

    const opened = await come(anna, { ...bearer(anna.token), ...cookie(anna.token) })

    expect(opened.token).not.toBe(anna.token)
    expect([await statusOf(opened.token), await statusOf(anna.token)]).toEqual([200, 200])
  })

  it('by a page of a foreign site ends no session of the browser', async () => {
    const anna = await arrive('Anna')

    await come(anna, { ...cookie(anna.token), Origin: 'https://elsewhere.test' })

    expect(await statusOf(anna.token)).toBe(200)
  })
})

describe('somebody with the cookie of a session and a wrong password', () => {
  it('keeps it', async () => {
    const anna = await arrive('Anna')
    const attempt = { email: anna.email, password: 'not the right one' }

    const answer = await ask('POST', signIn.path).set(cookie(anna.token)).send(attempt)

    expect(answer.status).toBe(401)
    expect(await statusOf(anna.token)).toBe(200)
  })
})
