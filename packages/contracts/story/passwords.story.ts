import { describe, expect, it } from 'vitest'
import { createClient } from '../src/client.ts'
import { ask } from './door/door.ts'
import { baseUrl } from './given.ts'
import { anybody, arrive, newKey, PASSWORD, type Person, refusal } from './house.ts'

const NEW = 'gone for good, and for more'

const change = (person: Person, password = NEW, current = PASSWORD) =>
  person.changePassword({ current, password })
const signIn = ({ email }: Person, password: string) => anybody.signIn({ email, password })

describe('somebody who changes the password', () => {
  it('signs in with the new one, and no more with the one before', async () => {
    const anna = await arrive('Anna')

    await change(anna)

    expect(await refusal(signIn(anna, PASSWORD))).toMatchObject({ code: 'wrong-credentials' })
    expect((await signIn(anna, NEW)).user).toMatchObject({ id: anna.id })
  })

  it('goes on with another token, and every session before it has ended', async () => {
    const anna = await arrive('Anna')
    const { token } = await signIn(anna, PASSWORD)
    const elsewhere = createClient(baseUrl, { token })

    const opened = await change(anna)

    expect(opened.user).toEqual({ id: anna.id, name: 'Anna', email: anna.email })
    expect(Date.parse(opened.expiresAt)).toBeGreaterThan(Date.now())
    expect(await createClient(baseUrl, opened).whoAmI()).toMatchObject({ id: anna.id })
    for (const session of [anna, elsewhere])
      expect(await refusal(session.whoAmI())).toMatchObject({ status: 401, code: 'session-ended' })
  })

  it('has the new session as a cookie, too, in the place of the one before', async () => {
    const { token } = await arrive('Anna')
    const cookie = `gavel_session=${token}; __Host-gavel_session=${token}`

    const answer = await ask('PUT', '/api/me/password')
      .set('Cookie', cookie)
      .send({ current: PASSWORD, password: NEW })

    const [, given] = /gavel_session=([\w-]+);/.exec(answer.headers['set-cookie']?.[0] ?? '') ?? []
    expect([answer.status, given]).toEqual([200, answer.body.token])
    expect(given).not.toBe(token)
  })

  it('does so for no page of a foreign site', async () => {
    const anna = await arrive('Anna')
    const cookie = `gavel_session=${anna.token}; __Host-gavel_session=${anna.token}`

    const answer = await ask('PUT', '/api/me/password')
      .set({ Cookie: cookie, Origin: 'https://elsewhere.test' })
      .send({ current: PASSWORD, password: NEW })

    expect(answer.body).toMatchObject({ status: 403, code: 'cross-site' })
    expect((await signIn(anna, PASSWORD)).user).toMatchObject({ id: anna.id })
  })

  it('twice at the same moment does so once, and is told so', async () => {
    const anna = await arrive('Anna')

    const changes = await Promise.allSettled([change(anna), change(anna)])

    const codes = changes.flatMap((one) => (one.status === 'rejected' ? one.reason.code : []))
    // It may come so late that its session has ended.
    expect(codes).toEqual([expect.stringMatching(/^(wrong-password|session-ended)$/)])
  })

  it('and asks again with the token before, signs in with the new password instead', async () => {
    const anna = await arrive('Anna')
    await change(anna)

    expect(await refusal(change(anna))).toMatchObject({ status: 401, code: 'session-ended' })
    expect((await signIn(anna, NEW)).user).toMatchObject({ id: anna.id })
  })
})

describe('somebody who does not know the current password', () => {
  it('is refused, and nothing has changed', async () => {
    const anna = await arrive('Anna')

    const problem = await refusal(change(anna, NEW, 'not the right one'))

    expect(problem).toMatchObject({ status: 403, code: 'wrong-password' })
    expect(await anna.whoAmI()).toMatchObject({ id: anna.id })
    expect((await signIn(anna, PASSWORD)).user).toMatchObject({ id: anna.id })
  })

  it('may try ten times, and whoever does may still sign in', async () => {
    const anna = await arrive('Anna')
    for (let tried = 0; tried < 10; tried += 1) await refusal(change(anna, NEW, 'no'))

    const problem = await refusal(change(anna))

    const { retryAfterSeconds } = problem
    expect(problem).toMatchObject({ status: 429, code: 'too-many-requests' })
    expect(retryAfterSeconds).toBeGreaterThan(14 * 60)
    expect(retryAfterSeconds).toBeLessThanOrEqual(15 * 60)
    expect((await signIn(anna, PASSWORD)).user).toMatchObject({ id: anna.id })
  })

  it('is not kept from it by strangers who try to sign in', async () => {
    const anna = await arrive('Anna')
    for (let tried = 0; tried < 11; tried += 1) await refusal(signIn(anna, 'not the right one'))

    const { user } = await change(anna)

    expect(user).toMatchObject({ id: anna.id })
  })
})

describe('a password that is tried first', () => {
  const easy = [
    { case: 'that many people use', password: 'FinalFantasy' },
    { case: 'of words of this house', password: 'gavel-gavel-gavel' },
    { case: 'of the own name', password: 'Annaliese 1984' },
  ]

  it.each(easy)('is refused at the sign-up, and not repeated: one $case', async ({ password }) => {
    const email = `${newKey()}@story.test`

    const problem = await refusal(anybody.signUp({ email, password, name: 'Annaliese' }))

    expect(problem).toMatchObject({ status: 422, code: 'invalid' })
    expect(problem.errors).toEqual([{ pointer: '/password', message: expect.any(String) }])
    expect(JSON.stringify(problem)).not.toContain(password)
  })

  it.each(easy)('is refused at the change: one $case', async ({ password }) => {
    const anna = await arrive('Annaliese')

    const problem = await refusal(change(anna, password))

    expect(problem).toMatchObject({ status: 422, code: 'invalid' })
    expect(problem.errors).toEqual([{ pointer: '/password', message: expect.any(String) }])
    expect(await anna.whoAmI()).toMatchObject({ id: anna.id })
  })
})
