import type { LotId } from '@gavel/domain'
import { beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../../src/client.ts'
import { baseUrl } from '../given.ts'
import {
  anonymous,
  newUser,
  consignLot,
  euros,
  newKey,
  openLot,
  PASSWORD,
  type TestUser,
} from '../fixtures.ts'
import { send } from '../requests.ts'

// Text is stored in NFC and otherwise unchanged. Text that PostgreSQL cannot store is rejected, where
// frameworks alone would let it through to a database error.

let seller: TestUser
let draft: string
let live: LotId

beforeAll(async () => {
  seller = await newUser('Selma')
  ;({ id: live } = await openLot(seller))
  ;({ id: draft } = await consignLot(seller))
})

/** Sends a body as given. */
const sendBody = (method: 'POST' | 'PATCH', path: string, body: string | Buffer) => {
  const sending = send(method, path)
    .set('Authorization', `Bearer ${seller.token}`)
    .set('Idempotency-Key', newKey())
    .set('If-Match', '*')
    .set('Content-Type', 'application/json')
  sending.write(body)
  return sending
}

const lot = { title: 'Globe', description: 'Two feet.', startingPrice: euros(100) }
const consign = (part: object) => JSON.stringify({ ...lot, ...part })
const person = (name: string) =>
  JSON.stringify({ email: `${newKey()}@contract.test`, password: PASSWORD, name })

type Field = {
  field: string
  pointer: string
  max: number
  bodyOf(text: string): string
  write(body: string | Buffer): ReturnType<typeof sendBody>
  /** The text when it is read again. */
  kept(body: { id: LotId; token: string }): Promise<string>
}

const fields: Field[] = [
  {
    field: 'the title of a lot',
    pointer: '/title',
    max: 120,
    bodyOf: (title) => consign({ title }),
    write: (body) => sendBody('POST', '/api/lots', body),
    kept: async ({ id }) => (await seller.readLot({ lotId: id })).title,
  },
  {
    field: 'the description of a lot',
    pointer: '/description',
    max: 5000,
    bodyOf: (description) => consign({ description }),
    write: (body) => sendBody('POST', '/api/lots', body),
    kept: async ({ id }) => (await seller.readLot({ lotId: id })).description,
  },
  {
    field: 'the new title of a draft',
    pointer: '/title',
    max: 120,
    bodyOf: (title) => JSON.stringify({ title }),
    write: (body) => sendBody('PATCH', `/api/lots/${draft}`, body),
    kept: async ({ id }) => (await seller.readLot({ lotId: id })).title,
  },
  {
    field: 'a message',
    pointer: '/text',
    max: 500,
    bodyOf: (text) => JSON.stringify({ text }),
    write: (body) => sendBody('POST', `/api/lots/${live}/messages`, body),
    kept: async () => (await anonymous.listMessages({ lotId: live })).items[0]?.text ?? '',
  },
  {
    field: 'the name of a person',
    pointer: '/name',
    max: 60,
    bodyOf: person,
    write: (body) => sendBody('POST', '/api/users', body),
    kept: async ({ token }) => (await createClient(baseUrl, { token }).whoAmI()).name,
  },
]

describe.each(fields)('$field', ({ pointer, max, bodyOf, write, kept }) => {
  it.each([
    { case: 'NUL', text: 'a\u0000b' },
    { case: 'a high surrogate', text: 'a\ud800' },
    { case: 'a low surrogate', text: '\udc00b' },
    { case: 'reversed surrogates', text: '\udc00\ud800' },
    { case: '10,000 combining marks', text: `e${'\u0301'.repeat(10_000)}` },
    { case: '31 combining marks in a row', text: `e${'\u0301'.repeat(31)}` },
    { case: 'only spaces', text: ' \u00a0\n' },
    { case: 'only invisible characters', text: '\u200b\u202e\ufeff' },
  ])('is rejected with 422 and a JSON pointer for $case', async ({ text }) => {
    const answer = await write(bodyOf(text))

    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'invalid', errors: [{ pointer }] })
  })

  it.each([
    { case: 'NUL', bytes: [0x00] },
    { case: 'an encoded surrogate', bytes: [0xed, 0xa0, 0x80] },
  ])('is rejected with 400 for invalid bytes: $case', async ({ bytes }) => {
    const [before = '', after = ''] = bodyOf('a|b').split('|')

    const answer = await write(
      Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]),
    )

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'malformed-request' })
  })

  it('is stored in NFC with its invisible characters', async () => {
    const text =
      '\u202e\u05d0 Cafe\u0301\u202c \u2066a\u2069 \u200bb\u200d\ufeff \u{1f469}\u200d\u{1f527} '

    const answer = await write(bodyOf(text))

    expect(await kept(answer.body)).toBe(text.replace('e\u0301', '\u00e9'))
  })

  it.each([
    { case: 'letters', character: 'x' },
    { case: 'characters above U+FFFF', character: '\u{1f528}' },
    { case: 'composed letters', character: 'e\u0301' },
  ])('has its length counted in code points: $case', async ({ character }) => {
    const full = character.repeat(max)

    const [fits, tooLong] = [await write(bodyOf(full)), await write(bodyOf(`${full}x`))]

    expect(await kept(fits.body)).toBe(full.normalize('NFC'))
    expect(tooLong.status).toBe(422)
    expect(tooLong.body).toMatchObject({ errors: [{ pointer }] })
  })

  it('has invisible characters and combining marks counted', async () => {
    const full = `x\u0332${'\u200b'.repeat(max - 2)}`

    const [fits, tooLong] = [await write(bodyOf(full)), await write(bodyOf(`${full}\u200b`))]

    expect(await kept(fits.body)).toBe(full)
    expect(tooLong.status).toBe(422)
  })
})

describe('an e-mail address', () => {
  it.each(['a\u0000b@contract.test', 'a\ud800@contract.test', 'a\u200b@contract.test'])(
    'is rejected with 422 for characters that no address contains: %j',
    async (email) => {
      const body = JSON.stringify({ email, password: PASSWORD, name: 'Eve' })

      const answer = await sendBody('POST', '/api/users', body)

      expect(answer.status).toBe(422)
      expect(answer.body).toMatchObject({ errors: [{ pointer: '/email' }] })
    },
  )
})

describe('a password', () => {
  it.each(['going going\u0000gone', 'going going \ud800 gone'])(
    'is rejected with 422 for text that is not well-formed: %j',
    async (password) => {
      const email = `${newKey()}@contract.test`

      const answer = await sendBody(
        'POST',
        '/api/users',
        JSON.stringify({ email, password, name: 'Eve' }),
      )

      expect(answer.status).toBe(422)
      expect(answer.body).toMatchObject({
        errors: [{ pointer: '/password' }],
      })
    },
  )
})

describe('listLots with q', () => {
  it.each([
    { case: 'NUL', q: '%00' },
    { case: 'NUL between letters', q: 'a%00b' },
    { case: 'an empty text', q: '' },
    { case: 'only invisible characters', q: encodeURIComponent('\u200b') },
    { case: '31 combining marks', q: encodeURIComponent(`e${'\u0301'.repeat(31)}`) },
    { case: '101 characters', q: 'x'.repeat(101) },
  ])('rejects $case with 400', async ({ q }) => {
    const answer = await send('GET', `/api/lots?q=${q}`)

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'malformed-request' })
  })

  it('matches text in any Unicode composition', async () => {
    const rare = newKey()
    const { id } = await openLot(seller, { title: `Caf\u00e9 \u200b${rare} \u{1f528}` })

    const { items } = await anonymous.listLots({ q: `cafe\u0301 \u200b${rare} \u{1f528}` })

    expect(items.map((found) => found.id)).toEqual([id])
  })

  it('accepts 100 characters of any kind', async () => {
    const { items } = await anonymous.listLots({ q: '\u{1f528}'.repeat(100) })

    expect(items).toEqual([])
  })
})
