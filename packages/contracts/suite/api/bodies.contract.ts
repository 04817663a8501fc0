import { beforeAll, describe, expect, it } from 'vitest'
import { newUser, type TestUser } from '../fixtures.ts'
import { deposit, send } from '../requests.ts'

// What each operation with a body must reject is generated in `guards.contract.ts`. The cases here
// vary one body, that of `deposit`.

let anna: TestUser

beforeAll(async () => {
  anna = await newUser('Anna')
})

const available = async () => (await anna.readWallet()).available

describe('a body that is not JSON', () => {
  it.each([
    { case: 'cut off', body: '{"amount": 100' },
    { case: 'empty', body: '' },
    { case: 'followed by other text', body: '{"amount": 100} 1' },
  ])('is rejected with 400 malformed-request if it is $case', async ({ body }) => {
    const answer = await deposit(anna).set('Content-Length', String(body.length)).send(body)

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'malformed-request' })
  })

  it('is not repeated in the response', async () => {
    const answer = await deposit(anna).send('{"amount": 100, "secret-9f31')

    expect(answer.text).not.toContain('secret-9f31')
  })
})

describe('the media type of a body', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=iso-8859-1',
    'application/json-seq',
  ])('is rejected with 415 wrong-media-type: %s', async (type) => {
    const answer = await deposit(anna).set('Content-Type', type).send('{"amount":1}')

    expect(answer.status).toBe(415)
    expect(answer.body).toMatchObject({ code: 'wrong-media-type' })
  })

  it('is rejected with 415 if it is missing', async () => {
    const answer = await deposit(anna).unset('Content-Type').send('{"amount":1}')

    expect(answer.status).toBe(415)
  })

  it('is rejected with 415 if the body is compressed', async () => {
    const answer = await deposit(anna).set('Content-Encoding', 'gzip').send('{"amount":1}')

    expect(answer.status).toBe(415)
  })

  it('is accepted in any letter case and with a quoted charset', async () => {
    const type = 'Application/JSON; Charset="UTF-8"'

    const answer = await deposit(anna).set('Content-Type', type).send('{"amount":1}')

    expect(answer.status).toBe(201)
  })
})

describe('the size of a body', () => {
  const large = JSON.stringify({ amount: 1, note: 'x'.repeat(70_000) })

  it('is limited without Content-Length, too: 413 too-large', async () => {
    const sending = deposit(anna).set('Transfer-Encoding', 'chunked')
    for (let at = 0; at < large.length; at += 10_000) sending.write(large.slice(at, at + 10_000))

    const answer = await sending

    expect(answer.status).toBe(413)
    expect(answer.body).toMatchObject({ code: 'too-large' })
  })

  it('may be 64 KiB', async () => {
    const answer = await deposit(anna).send('{"amount":1}'.padEnd(64 * 1024, ' '))

    expect(answer.status).toBe(201)
  })
})

describe('a body that is expensive to validate', () => {
  const arrays = (depth: number) => `{"amount":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`
  const objects = (depth: number) => `${'{"amount":'.repeat(depth)}1${'}'.repeat(depth)}`
  const names = (count: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, name) => [name, 0])))

  it.each([
    { case: '30,000 nested arrays', body: arrays(30_000) },
    { case: '5,000 nested objects', body: objects(5_000) },
    { case: '5,000 unknown fields', body: names(5_000) },
  ])('is rejected with 400 or 422 and at most 20 errors: $case', async ({ body }) => {
    const answer = await deposit(anna).send(body)

    expect([400, 422]).toContain(answer.status)
    expect(answer.body.errors?.length ?? 0).toBeLessThanOrEqual(20)
  })
})

describe('a body with another structure', () => {
  it.each([
    { case: 'null', body: null, pointer: '' },
    { case: 'an array', body: [], pointer: '' },
    { case: 'a string', body: 'amount', pointer: '' },
    { case: 'a missing field', body: {}, pointer: '/amount' },
    { case: 'an array for a number', body: { amount: [1] }, pointer: '/amount' },
    { case: 'an object for a number', body: { amount: { a: 1 } }, pointer: '/amount' },
    { case: 'an unknown field', body: { amount: 1, balance: 9 }, pointer: '/balance' },
    { case: '__proto__', body: JSON.parse('{"amount":1,"__proto__":{}}'), pointer: '/__proto__' },
  ])('is rejected with 422 invalid and a JSON pointer: $case', async ({ body, pointer }) => {
    const answer = await deposit(anna).send(JSON.stringify(body))

    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'invalid', errors: [{ pointer }] })
  })

  it('is rejected with all errors at once', async () => {
    const body = { email: 'nobody', password: 'short', name: '' }

    const answer = await send('POST', '/api/users').send(body)

    const pointers = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(pointers.toSorted()).toEqual(['/email', '/name', '/password'])
  })
})

describe('an amount', () => {
  it.each(['10.5', '"100"', '-1', '0', '1e400', '1000000000001', '9007199254740993', 'true'])(
    'is rejected with 422: %s',
    async (amount) => {
      const before = await available()

      const answer = await deposit(anna).send(`{"amount":${amount}}`)

      expect(answer.status).toBe(422)
      expect(answer.body.errors[0]).toMatchObject({ pointer: '/amount' })
      expect(await available()).toBe(before)
    },
  )

  it('has the last value if the field is repeated', async () => {
    const before = await available()

    await deposit(anna).send('{"amount":1,"amount":9}')

    expect(await available()).toBe(before + 9)
  })
})
