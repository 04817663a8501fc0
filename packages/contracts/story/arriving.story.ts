import { describe, expect, it } from 'vitest'
import { createClient, ProblemError } from '../src/client.ts'
import { baseUrl } from './given.ts'
import { anybody, arrive, deposit, euros, newKey, PASSWORD, refusal } from './house.ts'

describe('somebody new', () => {
  it('signs up and is known by the token', async () => {
    const anna = await arrive('Anna')

    const caller = await anna.whoAmI()

    expect(caller).toEqual({ id: anna.id, name: 'Anna', email: anna.email })
  })

  it('starts with an empty wallet, and deposits into it', async () => {
    const anna = await arrive('Anna', euros(0))
    const before = await anna.readWallet()

    const { amount, wallet } = await anna.deposit({ amount: euros(250), key: newKey() })

    expect(before).toEqual({ currency: 'EUR', available: 0, held: 0 })
    expect(amount).toBe(euros(250))
    expect(wallet).toEqual({ currency: 'EUR', available: euros(250), held: 0 })
    expect(await anna.readWallet()).toEqual(wallet)
  })

  it('cannot have an address that another has, whatever its capitals', async () => {
    const anna = await arrive('Anna')
    const email = anna.email.toUpperCase()

    const problem = await refusal(anybody.signUp({ email, password: PASSWORD, name: 'Eve' }))

    expect(problem).toMatchObject({ status: 409, code: 'email-taken' })
  })

  it('cannot fill the wallet above the largest amount there is', async () => {
    const anna = await arrive('Anna', euros(1))

    const problem = await refusal(anna.deposit({ amount: 1e12, key: newKey() }))

    expect(problem).toMatchObject({ status: 409, code: 'wallet-full' })
    expect((await anna.readWallet()).available).toBe(euros(1))
  })

  it('deposits several times at once, and every cent is there', async () => {
    const anna = await arrive('Anna', euros(0))

    await Promise.all(Array.from({ length: 8 }, () => deposit(anna, euros(10))))

    expect((await anna.readWallet()).available).toBe(euros(80))
  })
})

describe('somebody who comes back', () => {
  it('signs in again, with a token of its own each time', async () => {
    const anna = await arrive('Anna')

    const session = await anybody.signIn({ email: anna.email, password: PASSWORD })

    expect(session.user).toEqual({ id: anna.id, name: 'Anna', email: anna.email })
    expect(session.token).not.toBe(anna.token)
    expect(Date.parse(session.expiresAt)).toBeGreaterThan(Date.now())
  })

  it('signs in though this keyboard composes the letters of the password in another way', async () => {
    const email = `anna-${newKey()}@story.test`
    await anybody.signUp({ email, password: 'premi\u00e8re vente', name: 'Anna' })

    const { user } = await anybody.signIn({ email, password: 'premie\u0300re vente' })

    expect(user.email).toBe(email)
  })

  it('gets one answer for a wrong password and for an unknown address', async () => {
    const anna = await arrive('Anna')

    const wrong = await refusal(
      anybody.signIn({ email: anna.email, password: 'not the right one' }),
    )
    const unknown = await refusal(
      anybody.signIn({ email: `nobody-${anna.email}`, password: PASSWORD }),
    )

    expect(wrong).toMatchObject({ status: 401, code: 'wrong-credentials' })
    expect(unknown).toEqual(wrong)
  })

  it('signs out, and that session alone has ended', async () => {
    const anna = await arrive('Anna')
    const { token } = await anybody.signIn({ email: anna.email, password: PASSWORD })
    const elsewhere = createClient(baseUrl, { token })

    await elsewhere.signOut()

    expect(await refusal(elsewhere.whoAmI())).toMatchObject({ status: 401, code: 'session-ended' })
    expect(await anna.whoAmI()).toMatchObject({ id: anna.id })
  })

  it('signs out everywhere, and every session has ended', async () => {
    const anna = await arrive('Anna')
    const { token } = await anybody.signIn({ email: anna.email, password: PASSWORD })
    const elsewhere = createClient(baseUrl, { token })

    await anna.signOutEverywhere()

    for (const session of [anna, elsewhere])
      expect(await refusal(session.whoAmI())).toMatchObject({ status: 401, code: 'session-ended' })
    const again = await anybody.signIn({ email: anna.email, password: PASSWORD })
    expect(await createClient(baseUrl, again).whoAmI()).toMatchObject({ id: anna.id })
  })
})

describe('an address with ten wrong passwords', () => {
  const wrong = (email: string) => anybody.signIn({ email, password: 'not the right one' })
  const tenWrong = async (email: string) => {
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect(await refusal(wrong(email))).toMatchObject({ code: 'wrong-credentials' })
  }

  it('is told when to come back, whatever the password is now, in small letters or large', async () => {
    const anna = await arrive('Anna')
    await tenWrong(anna.email)

    const attempt = { email: anna.email.toUpperCase(), password: PASSWORD }
    const error = await anybody.signIn(attempt).catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(ProblemError)
    const { problem, headers } = error as ProblemError
    const { retryAfterSeconds } = problem
    expect(problem).toMatchObject({ status: 429, code: 'too-many-attempts' })
    expect(retryAfterSeconds).toBeGreaterThan(14 * 60)
    expect(retryAfterSeconds).toBeLessThanOrEqual(15 * 60)
    expect(headers.get('Retry-After')).toBe(String(retryAfterSeconds))
  })

  it('is answered alike where nobody has it', async () => {
    const email = `nobody-${newKey()}@story.test`
    await tenWrong(email)

    expect(await refusal(wrong(email))).toMatchObject({ status: 429, code: 'too-many-attempts' })
  })

  it('keeps its sessions, and nobody else waits', async () => {
    const [anna, ben] = [await arrive('Anna'), await arrive('Ben')]
    await tenWrong(anna.email)

    const { user } = await anybody.signIn({ email: ben.email, password: PASSWORD })

    expect(user.id).toBe(ben.id)
    expect(await anna.whoAmI()).toMatchObject({ id: anna.id })
  })

  it('begins anew with each right one', async () => {
    const anna = await arrive('Anna')
    for (let attempt = 0; attempt < 9; attempt += 1) await refusal(wrong(anna.email))

    await anybody.signIn({ email: anna.email, password: PASSWORD })

    await tenWrong(anna.email)
    expect(await refusal(wrong(anna.email))).toMatchObject({ code: 'too-many-attempts' })
  })
})
