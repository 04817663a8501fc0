import { once } from 'node:events'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, it } from 'vitest'
import { check } from '../answers.ts'
import { baseUrl } from '../given.ts'
import { arrive, newKey, type Person } from '../house.ts'
import { ask, deposit } from './door.ts'

// What two frameworks answer differently to the same bytes, and the answer that both must give.

let anna: Person

beforeAll(async () => {
  anna = await arrive('Anna')
})

const DEPOSITS = '/api/me/wallet/deposits'

const funds = async (person: Person) => (await person.readWallet()).available

describe('a body that is not JSON', () => {
  it.each([
    { case: 'cut off', body: '{"amount": 100' },
    { case: 'empty', body: '' },
    { case: 'a number too many', body: '{"amount": 100} 1' },
  ])('is refused when it is $case, and not repeated', async ({ body }) => {
    const answer = await deposit(anna).send(body)

    expect(answer.status).toBe(400)
    expect(answer.type).toBe('application/problem+json')
    expect(answer.body).toEqual({
      type: '/problems/malformed-request',
      title: expect.any(String),
      status: 400,
      code: 'malformed-request',
      detail: 'The body is not JSON in UTF-8',
    })
  })
})

describe('a body that is not UTF-8', () => {
  it('is refused, not repaired', async () => {
    const sending = deposit(anna)
    sending.write(Buffer.from([...Buffer.from('{"amount":1,"'), 0xff, ...Buffer.from('":1}')]))

    const answer = await sending

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'malformed-request' })
  })
})

describe('a media type that is not JSON in UTF-8', () => {
  it.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['application/json; charset=iso-8859-1'],
    ['application/json-seq'],
  ])('is refused: %s', async (type) => {
    const answer = await deposit(anna).set('Content-Type', type).send('{"amount":1}')

    expect(answer.status).toBe(415)
    expect(answer.body).toMatchObject({ code: 'wrong-media-type' })
    expect(answer.headers['accept-post']).toBe('application/json')
  })

  it('is refused where there is none', async () => {
    const answer = await deposit(anna).unset('Content-Type').send('{"amount":1}')

    expect(answer.status).toBe(415)
    expect(answer.headers['accept-post']).toBe('application/json')
  })

  it('is refused where the body is compressed', async () => {
    const answer = await deposit(anna).set('Content-Encoding', 'gzip').send('{"amount":1}')

    expect(answer.status).toBe(415)
    expect(answer.headers['accept-encoding']).toBe('identity')
  })

  it('is none of these in any case or quotes', async () => {
    const type = 'Application/JSON; Charset="UTF-8"'

    const answer = await deposit(anna).set('Content-Type', type).send('{"amount":1}')

    expect(answer.status).toBe(201)
  })
})

describe('a body above 64 KiB', () => {
  const large = JSON.stringify({ amount: 1, note: 'x'.repeat(70_000) })

  it('is refused by its declared size before anybody asks who sends it', async () => {
    const answer = await deposit(anna).unset('Authorization').send(large)

    expect(answer.status).toBe(413)
    expect(answer.body).toMatchObject({ code: 'too-large' })
    expect(answer.headers.connection).toBe('close')
  })

  it('is refused while it is read where it declares none', async () => {
    const sending = deposit(anna).set('Transfer-Encoding', 'chunked')
    for (let at = 0; at < large.length; at += 10_000) sending.write(large.slice(at, at + 10_000))

    const answer = await sending

    expect(answer.status).toBe(413)
    expect(answer.headers.connection).toBe('close')
  })

  it('is refused before it has come to its end', async () => {
    const sending = httpRequest(new URL(DEPOSITS, baseUrl), {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${anna.token}`,
        'Idempotency-Key': newKey(),
        'Content-Type': 'application/json',
      },
    })
    sending.write(large)

    // The body is never ended: whoever waits for the rest of it gives no answer.
    const [answer] = (await once(sending, 'response')) as [IncomingMessage]

    const { statusCode: status = 0, headers } = answer
    check({ method: 'POST', target: DEPOSITS, status, headers, text: await text(answer) })
    expect(status).toBe(413)
    sending.destroy()
  })

  it('is read when it is 64 KiB to the byte', async () => {
    const body = '{"amount":1}'.padEnd(64 * 1024, ' ')

    const answer = await deposit(anna).send(body)

    expect(answer.status).toBe(201)
  })
})

describe('a body that is built to be slow', () => {
  const arrays = (depth: number) => `{"amount":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`
  const objects = (depth: number) => `${'{"amount":'.repeat(depth)}1${'}'.repeat(depth)}`
  const names = (count: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, name) => [name, 0])))
  // Names of one letter are the most that fit into a body.
  const letters = '0123456789abcdefghijklmnopqrstuvwxyz'
  const crowd = JSON.stringify(
    Array.from({ length: 278 }, () =>
      Object.fromEntries(letters.split('').map((name) => [name, 0])),
    ),
  )

  it.each([
    { case: '33 arrays and objects deep', body: arrays(33) },
    { case: '33 objects deep', body: objects(33) },
    { case: '30,000 deep', body: arrays(30_000) },
    { case: 'of 1,001 names', body: names(1_001) },
    { case: 'of 10,000 names', body: crowd },
  ])('is refused when it is $case, before its fields are looked at', async ({ body }) => {
    const answer = await deposit(anna).send(body)

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'malformed-request' })
  })

  it.each([
    { case: '32 arrays and objects deep', body: arrays(32), flaws: 1 },
    { case: '32 objects deep', body: objects(32), flaws: 1 },
    { case: 'of 1,000 names', body: names(1_000), flaws: 1_001 },
  ])('is read when it is $case, and is only no deposit', async ({ body, flaws }) => {
    const answer = await deposit(anna).send(body)

    expect(answer.status).toBe(422)
    expect(answer.body.errors).toHaveLength(flaws)
  })
})

describe('a body of another shape', () => {
  it.each([
    { case: 'null', body: null, pointer: '' },
    { case: 'an array', body: [], pointer: '' },
    { case: 'a string', body: 'amount', pointer: '' },
    { case: 'nothing in it', body: {}, pointer: '/amount' },
    { case: 'an array for a number', body: { amount: [1] }, pointer: '/amount' },
    { case: 'an object for a number', body: { amount: { a: 1 } }, pointer: '/amount' },
    { case: 'an unknown field', body: { amount: 1, balance: 9 }, pointer: '/balance' },
    {
      case: 'a polluting key',
      body: JSON.parse('{"amount":1,"__proto__":{}}'),
      pointer: '/__proto__',
    },
  ])('is refused, and told where: $case', async ({ body, pointer }) => {
    const answer = await deposit(anna).send(JSON.stringify(body))

    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'invalid', errors: [{ pointer }] })
  })

  it('tells every flaw at once', async () => {
    const answer = await ask('POST', '/api/users').send({
      email: 'nobody',
      password: 'short',
      name: '',
    })

    const pointers = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(pointers.toSorted()).toEqual(['/email', '/name', '/password'])
  })
})

describe('an amount', () => {
  it.each(['10.5', '"100"', '-1', '0', '1e400', '1000000000001', '9007199254740993', 'true'])(
    'is not %s',
    async (amount) => {
      const before = await funds(anna)

      const answer = await deposit(anna).send(`{"amount":${amount}}`)

      expect(answer.status).toBe(422)
      expect(answer.body.errors[0]).toMatchObject({ pointer: '/amount' })
      expect(await funds(anna)).toBe(before)
    },
  )

  it('that is given twice is the last one', async () => {
    const before = await funds(anna)

    await deposit(anna).send('{"amount":1,"amount":9}')

    expect(await funds(anna)).toBe(before + 9)
  })
})
