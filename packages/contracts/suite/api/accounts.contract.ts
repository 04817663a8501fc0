import { describe, expect, it } from 'vitest'
import { createClient, ProblemError } from '../../src/client.ts'
import { PROBLEMS } from '../../src/problems.ts'
import { baseUrl } from '../given.ts'
import { anonymous, newUser, deposit, euros, newKey, PASSWORD, problemOf } from '../fixtures.ts'

describe('signUp', () => {
  it('returns a token that authenticates the new user', async () => {
    const anna = await newUser('Anna')

    const caller = await anna.whoAmI()

    expect(caller).toEqual({ id: anna.id, name: 'Anna', email: anna.email })
  })

  it('creates an empty wallet that accepts deposits', async () => {
    const anna = await newUser('Anna', euros(0))
    const before = await anna.readWallet()

    const { amount, wallet } = await anna.deposit({ amount: euros(250), key: newKey() })

    expect(before).toEqual({ currency: 'EUR', available: 0, held: 0 })
    expect(amount).toBe(euros(250))
    expect(wallet).toEqual({ currency: 'EUR', available: euros(250), held: 0 })
    expect(await anna.readWallet()).toEqual(wallet)
  })

  it('rejects an e-mail address that exists in other letter case with 409 email-taken', async () => {
    const anna = await newUser('Anna')
    const email = anna.email.toUpperCase()

    const problem = await problemOf(anonymous.signUp({ email, password: PASSWORD, name: 'Eve' }))

    expect(problem).toMatchObject({ status: 409, code: 'email-taken' })
  })

  it('rejects a deposit that would exceed the largest amount with 409 wallet-full', async () => {
    const anna = await newUser('Anna', euros(1))

    const problem = await problemOf(anna.deposit({ amount: 1e12, key: newKey() }))

    expect(problem).toMatchObject({ status: 409, code: 'wallet-full' })
    expect((await anna.readWallet()).available).toBe(euros(1))
  })

  it('credits every one of eight concurrent deposits', async () => {
    const anna = await newUser('Anna', euros(0))

    await Promise.all(Array.from({ length: 8 }, () => deposit(anna, euros(10))))

    expect((await anna.readWallet()).available).toBe(euros(80))
  })
})

describe('signIn and signOut', () => {
  it('opens a session with a token of its own', async () => {
    const anna = await newUser('Anna')

    const session = await anonymous.signIn({ email: anna.email, password: PASSWORD })

    expect(session.user).toEqual({ id: anna.id, name: 'Anna', email: anna.email })
    expect(session.token).not.toBe(anna.token)
    expect(Date.parse(session.expiresAt)).toBeGreaterThan(Date.now())
  })

  it('accepts a password in another Unicode composition', async () => {
    const email = `anna-${newKey()}@contract.test`
    await anonymous.signUp({ email, password: 'premi\u00e8re vente', name: 'Anna' })

    const { user } = await anonymous.signIn({ email, password: 'premie\u0300re vente' })

    expect(user.email).toBe(email)
  })

  it('returns the same error for a wrong password and for an unknown e-mail address', async () => {
    const anna = await newUser('Anna')

    const wrong = await problemOf(
      anonymous.signIn({ email: anna.email, password: 'not the right one' }),
    )
    const unknown = await problemOf(
      anonymous.signIn({ email: `nobody-${anna.email}`, password: PASSWORD }),
    )

    expect(wrong).toMatchObject({ status: 401, code: 'wrong-credentials' })
    expect(unknown).toEqual(wrong)
  })

  it('ends only the current session with signOut', async () => {
    const anna = await newUser('Anna')
    const { token } = await anonymous.signIn({ email: anna.email, password: PASSWORD })
    const elsewhere = createClient(baseUrl, { token })

    await elsewhere.signOut()

    expect(await problemOf(elsewhere.whoAmI())).toMatchObject({
      status: 401,
      code: 'session-ended',
    })
    expect(await anna.whoAmI()).toMatchObject({ id: anna.id })
  })

  it('ends every session with signOutEverywhere', async () => {
    const anna = await newUser('Anna')
    const { token } = await anonymous.signIn({ email: anna.email, password: PASSWORD })
    const elsewhere = createClient(baseUrl, { token })

    await anna.signOutEverywhere()

    for (const session of [anna, elsewhere])
      expect(await problemOf(session.whoAmI())).toMatchObject({
        status: 401,
        code: 'session-ended',
      })
    const again = await anonymous.signIn({ email: anna.email, password: PASSWORD })
    expect(await createClient(baseUrl, again).whoAmI()).toMatchObject({ id: anna.id })
  })
})

// Failed sign-ins are limited to 200 per address in 15 minutes. The whole suite must use few of them,
// so that it can run several times in a row.
describe('signIn after ten wrong passwords', () => {
  const wrong = (email: string) => anonymous.signIn({ email, password: 'not the right one' })
  const tenWrong = async (email: string) => {
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect(await problemOf(wrong(email))).toMatchObject({ code: 'wrong-credentials' })
  }

  it('rejects the correct password with 429 too-many-attempts and Retry-After, in any letter case', async () => {
    const anna = await newUser('Anna')
    await tenWrong(anna.email)

    const attempt = { email: anna.email.toUpperCase(), password: PASSWORD }
    const error = await anonymous.signIn(attempt).catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(ProblemError)
    const { problem, headers } = error as ProblemError
    const { retryAfterSeconds } = problem
    expect(problem).toMatchObject({ status: 429, code: 'too-many-attempts' })
    expect(retryAfterSeconds).toBeGreaterThan(14 * 60)
    expect(retryAfterSeconds).toBeLessThanOrEqual(15 * 60)
    expect(headers.get('Retry-After')).toBe(String(retryAfterSeconds))
    const { title } = PROBLEMS['too-many-attempts']
    const document = { type: '/problems/too-many-attempts', title, status: 429 }
    expect(problem).toEqual({ ...document, code: 'too-many-attempts', retryAfterSeconds })
    // Existing sessions, changePassword and other users are not affected.
    const ben = await newUser('Ben')
    await anonymous.signIn({ email: ben.email, password: PASSWORD })
    expect(await anna.whoAmI()).toMatchObject({ id: anna.id })
    const change = { current: PASSWORD, password: 'gone for good, and for more' }
    expect((await anna.changePassword(change)).user).toMatchObject({ id: anna.id })
  })

  it('resets the count after a successful sign-in', async () => {
    const anna = await newUser('Anna')
    for (let attempt = 0; attempt < 9; attempt += 1) await problemOf(wrong(anna.email))

    await anonymous.signIn({ email: anna.email, password: PASSWORD })

    // The tenth and the eleventh failure would otherwise exceed the limit.
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect(await problemOf(wrong(anna.email))).toMatchObject({ code: 'wrong-credentials' })
  })
})
