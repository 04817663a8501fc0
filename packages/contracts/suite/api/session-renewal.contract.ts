import { describe, expect, it } from 'vitest'
import { signIn, signUp } from '../../src/index.ts'
import { anonymous, newUser, newKey, PASSWORD, type TestUser } from '../fixtures.ts'
import { send } from '../requests.ts'

// Session fixation: a session token sent before the sign-in is never reused.

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
/** The cookie by both names: the second is used over https. */
const cookie = (token: string) => ({
  Cookie: `gavel_session=${token}; __Host-gavel_session=${token}`,
})

type Opened = { status: number; token: string; cookie: string }

/** Opens a session and returns its token from the body and from the cookie. */
async function open(path: string, body: object, headers: Record<string, string>): Promise<Opened> {
  const answer = await send('POST', path).set(headers).send(body)
  const [, given = ''] =
    /gavel_session=([\w-]+);/.exec(answer.headers['set-cookie']?.[0] ?? '') ?? []
  return { status: answer.status, token: answer.body.token, cookie: given }
}

const operations = [
  {
    operation: 'signIn',
    come: ({ email }: TestUser, headers: Record<string, string>) =>
      open(signIn.path, { email, password: PASSWORD }, headers),
  },
  {
    operation: 'signUp',
    come: (_: TestUser, headers: Record<string, string>) =>
      open(
        signUp.path,
        { email: `${newKey()}@contract.test`, password: PASSWORD, name: 'Eva' },
        headers,
      ),
  },
]

const statusOf = async (token: string) => (await send('GET', '/api/me').set(bearer(token))).status

describe.each(operations)('$operation', ({ come }) => {
  it.each([
    { by: 'as a cookie', shown: cookie },
    { by: 'in the header', shown: bearer },
  ])('never uses a token that the client proposes, sent $by', async ({ shown }) => {
    const anna = await newUser('Anna')
    const chosen = 'chosen-by-somebody-else-0123456789abcdefghi'

    const opened = await come(anna, shown(chosen))

    expect(opened).toMatchObject({ status: 201, cookie: opened.token })
    expect(opened.token).not.toBe(chosen)
    expect(await statusOf(opened.token)).toBe(200)
    expect(await statusOf(chosen)).toBe(401)
  })

  it('ends the session in the cookie and opens another one', async () => {
    const anna = await newUser('Anna')
    const elsewhere = await anonymous.signIn({ email: anna.email, password: PASSWORD })

    const opened = await come(anna, cookie(anna.token))

    expect(opened).toMatchObject({ status: 201, cookie: opened.token })
    expect(await statusOf(opened.token)).toBe(200)
    expect(await statusOf(anna.token)).toBe(401)
    expect(await statusOf(elsewhere.token)).toBe(200)
  })

  it('keeps the session in the Authorization header', async () => {
    const anna = await newUser('Anna')

    const opened = await come(anna, { ...bearer(anna.token), ...cookie(anna.token) })

    expect(opened.token).not.toBe(anna.token)
    expect([await statusOf(opened.token), await statusOf(anna.token)]).toEqual([200, 200])
  })

  it('ends no session for a cross-site request', async () => {
    const anna = await newUser('Anna')

    await come(anna, { ...cookie(anna.token), Origin: 'https://elsewhere.test' })

    expect(await statusOf(anna.token)).toBe(200)
  })
})

describe('signIn with a wrong password and a session cookie', () => {
  it('keeps the session', async () => {
    const anna = await newUser('Anna')
    const attempt = { email: anna.email, password: 'not the right one' }

    const answer = await send('POST', signIn.path).set(cookie(anna.token)).send(attempt)

    expect(answer.status).toBe(401)
    expect(await statusOf(anna.token)).toBe(200)
  })
})
