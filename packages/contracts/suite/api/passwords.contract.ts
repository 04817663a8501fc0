import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/client.ts'
import { send } from '../requests.ts'
import { baseUrl } from '../given.ts'
import { anonymous, newUser, newKey, PASSWORD, type TestUser, problemOf } from '../fixtures.ts'

const NEW = 'gone for good, and for more'

const change = (person: TestUser, password = NEW, current = PASSWORD) =>
  person.changePassword({ current, password })
const signIn = ({ email }: TestUser, password: string) => anonymous.signIn({ email, password })

describe('changePassword', () => {
  it('accepts the new password and rejects the old one afterwards', async () => {
    const anna = await newUser('Anna')

    await change(anna)

    expect(await problemOf(signIn(anna, PASSWORD))).toMatchObject({ code: 'wrong-credentials' })
    expect((await signIn(anna, NEW)).user).toMatchObject({ id: anna.id })
  })

  it('returns a new token and ends every earlier session', async () => {
    const anna = await newUser('Anna')
    const { token } = await signIn(anna, PASSWORD)
    const elsewhere = createClient(baseUrl, { token })

    const opened = await change(anna)

    expect(opened.user).toEqual({ id: anna.id, name: 'Anna', email: anna.email })
    expect(Date.parse(opened.expiresAt)).toBeGreaterThan(Date.now())
    expect(await createClient(baseUrl, opened).whoAmI()).toMatchObject({ id: anna.id })
    for (const session of [anna, elsewhere])
      expect(await problemOf(session.whoAmI())).toMatchObject({
        status: 401,
        code: 'session-ended',
      })
  })

  it('sets a session cookie with the new token', async () => {
    const { token } = await newUser('Anna')
    const cookie = `gavel_session=${token}; __Host-gavel_session=${token}`

    const answer = await send('PUT', '/api/me/password')
      .set('Cookie', cookie)
      .send({ current: PASSWORD, password: NEW })

    const [, given] = /gavel_session=([\w-]+);/.exec(answer.headers['set-cookie']?.[0] ?? '') ?? []
    expect([answer.status, given]).toEqual([200, answer.body.token])
    expect(given).not.toBe(token)
  })

  it('rejects a cross-site request by cookie with 403 cross-site', async () => {
    const anna = await newUser('Anna')
    const cookie = `gavel_session=${anna.token}; __Host-gavel_session=${anna.token}`

    const answer = await send('PUT', '/api/me/password')
      .set({ Cookie: cookie, Origin: 'https://elsewhere.test' })
      .send({ current: PASSWORD, password: NEW })

    expect(answer.body).toMatchObject({ status: 403, code: 'cross-site' })
    expect((await signIn(anna, PASSWORD)).user).toMatchObject({ id: anna.id })
  })

  it('succeeds once for two concurrent requests', async () => {
    const anna = await newUser('Anna')

    const changes = await Promise.allSettled([change(anna), change(anna)])

    const codes = changes.flatMap((one) => (one.status === 'rejected' ? one.reason.code : []))
    // The second request may arrive after its session has ended.
    expect(codes).toEqual([expect.stringMatching(/^(wrong-password|session-ended)$/)])
  })

  it('rejects the earlier token afterwards with 401 session-ended', async () => {
    const anna = await newUser('Anna')
    await change(anna)

    expect(await problemOf(change(anna))).toMatchObject({ status: 401, code: 'session-ended' })
    expect((await signIn(anna, NEW)).user).toMatchObject({ id: anna.id })
  })
})

describe('changePassword with a wrong current password', () => {
  it('returns 403 wrong-password and changes nothing', async () => {
    const anna = await newUser('Anna')

    const problem = await problemOf(change(anna, NEW, 'not the right one'))

    expect(problem).toMatchObject({ status: 403, code: 'wrong-password' })
    expect(await anna.whoAmI()).toMatchObject({ id: anna.id })
    expect((await signIn(anna, PASSWORD)).user).toMatchObject({ id: anna.id })
  })

  it('returns 429 too-many-requests after ten attempts and does not block signIn', async () => {
    const anna = await newUser('Anna')
    for (let tried = 0; tried < 10; tried += 1) await problemOf(change(anna, NEW, 'no'))

    const problem = await problemOf(change(anna))

    const { retryAfterSeconds } = problem
    expect(problem).toMatchObject({ status: 429, code: 'too-many-requests' })
    expect(retryAfterSeconds).toBeGreaterThan(14 * 60)
    expect(retryAfterSeconds).toBeLessThanOrEqual(15 * 60)
    expect((await signIn(anna, PASSWORD)).user).toMatchObject({ id: anna.id })
  })
})

describe('common passwords', () => {
  const common = [
    { case: 'used by many people', password: 'FinalFantasy' },
    { case: 'made of the words of this house', password: 'gavel-gavel-gavel' },
    { case: 'made of the user name', password: 'Annaliese 1984' },
  ]

  it.each(common)(
    'are rejected by signUp with 422 and not repeated in the response: one $case',
    async ({ password }) => {
      const email = `${newKey()}@contract.test`

      const problem = await problemOf(anonymous.signUp({ email, password, name: 'Annaliese' }))

      expect(problem).toMatchObject({ status: 422, code: 'invalid' })
      expect(problem.errors).toEqual([{ pointer: '/password', message: expect.any(String) }])
      expect(JSON.stringify(problem)).not.toContain(password)
    },
  )

  it.each(common)('are rejected by changePassword with 422: one $case', async ({ password }) => {
    const anna = await newUser('Annaliese')

    const problem = await problemOf(change(anna, password))

    expect(problem).toMatchObject({ status: 422, code: 'invalid' })
    expect(problem.errors).toEqual([{ pointer: '/password', message: expect.any(String) }])
    expect(await anna.whoAmI()).toMatchObject({ id: anna.id })
  })
})
