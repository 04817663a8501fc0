import type { LotId } from '@gavel/domain'
import { beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../../src/client.ts'
import { baseUrl } from '../given.ts'
import {
  anybody,
  arrive,
  consignLot,
  euros,
  newKey,
  openLot,
  PASSWORD,
  type Person,
} from '../house.ts'
import { ask } from './door.ts'

// What people write comes back as they wrote it, in NFC. What PostgreSQL cannot keep is refused at
// the door, where each framework alone would let it through to a driver's error.

let seller: Person
let draft: string
let live: LotId

beforeAll(async () => {
  seller = await arrive('Selma')
  ;({ id: live } = await openLot(seller))
  ;({ id: draft } = await consignLot(seller))
})

/** A raw request that changes something, with a body that is not made by any client. */
const send = (method: 'POST' | 'PATCH', path: string, body: string | Buffer) => {
  const sending = ask(method, path)
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
  JSON.stringify({ email: `${newKey()}@story.test`, password: PASSWORD, name })

type Field = {
  field: string
  pointer: string
  max: number
  bodyOf(text: string): string
  write(body: string | Buffer): ReturnType<typeof send>
  /** What the house says when it is asked again. */
  kept(body: { id: LotId; token: string }): Promise<string>
}

const fields: Field[] = [
  {
    field: 'the title of a lot',
    pointer: '/title',
    max: 120,
    bodyOf: (title) => consign({ title }),
    write: (body) => send('POST', '/api/lots', body),
    kept: async ({ id }) => (await seller.readLot({ lotId: id })).title,
  },
  {
    field: 'the description of a lot',
    pointer: '/description',
    max: 5000,
    bodyOf: (description) => consign({ description }),
    write: (body) => send('POST', '/api/lots', body),
    kept: async ({ id }) => (await seller.readLot({ lotId: id })).description,
  },
  {
    field: 'the new title of a draft',
    pointer: '/title',
    max: 120,
    bodyOf: (title) => JSON.stringify({ title }),
    write: (body) => send('PATCH', `/api/lots/${draft}`, body),
    kept: async ({ id }) => (await seller.readLot({ lotId: id })).title,
  },
  {
    field: 'a message',
    pointer: '/text',
    max: 500,
    bodyOf: (text) => JSON.stringify({ text }),
    write: (body) => send('POST', `/api/lots/${live}/messages`, body),
    kept: async () => (await anybody.listMessages({ lotId: live })).items[0]?.text ?? '',
  },
  {
    field: 'the name of a person',
    pointer: '/name',
    max: 60,
    bodyOf: person,
    write: (body) => send('POST', '/api/users', body),
    kept: async ({ token }) => (await createClient(baseUrl, { token }).whoAmI()).name,
  },
]

describe.each(fields)('$field', ({ pointer, max, bodyOf, write, kept }) => {
  it.each([
    { case: 'NUL', text: 'a\u0000b' },
    { case: 'the first half of a surrogate pair', text: 'a\ud800' },
    { case: 'the second half', text: '\udc00b' },
    { case: 'both, the wrong way round', text: '\udc00\ud800' },
    { case: '10,000 combining marks', text: `e${'\u0301'.repeat(10_000)}` },
    { case: 'more marks in a row than any writing has', text: `e${'\u0301'.repeat(31)}` },
    { case: 'nothing but spaces', text: ' \u00a0\n' },
    { case: 'nothing that is seen', text: '\u200b\u202e\ufeff' },
  ])('is refused, and pointed at, with $case', async ({ text }) => {
    const answer = await write(bodyOf(text))

    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'invalid', errors: [{ pointer }] })
  })

  it.each([
    { case: 'NUL', bytes: [0x00] },
    { case: 'half of a surrogate pair', bytes: [0xed, 0xa0, 0x80] },
  ])('is no JSON with the very bytes of $case in it', async ({ bytes }) => {
    const [before = '', after = ''] = bodyOf('a|b').split('|')

    const answer = await write(
      Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]),
    )

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'malformed-request' })
  })

  it('is kept in NFC, and everything in it that is not seen', async () => {
    const text =
      '\u202e\u05d0 Cafe\u0301\u202c \u2066a\u2069 \u200bb\u200d\ufeff \u{1f469}\u200d\u{1f527} '

    const answer = await write(bodyOf(text))

    expect(await kept(answer.body)).toBe(text.replace('e\u0301', '\u00e9'))
  })

  it.each([
    { case: 'letters', character: 'x' },
    { case: 'characters beyond 16 bits, each one', character: '\u{1f528}' },
    { case: 'letters with their marks, once they are composed', character: 'e\u0301' },
  ])('is counted in code points: $case', async ({ character }) => {
    const full = character.repeat(max)

    const [fits, tooLong] = [await write(bodyOf(full)), await write(bodyOf(`${full}x`))]

    expect(await kept(fits.body)).toBe(full.normalize('NFC'))
    expect(tooLong.status).toBe(422)
    expect(tooLong.body).toMatchObject({ errors: [{ pointer }] })
  })

  it('is counted with what is not seen, and with marks that stay apart', async () => {
    const full = `x\u0332${'\u200b'.repeat(max - 2)}`

    const [fits, tooLong] = [await write(bodyOf(full)), await write(bodyOf(`${full}\u200b`))]

    expect(await kept(fits.body)).toBe(full)
    expect(tooLong.status).toBe(422)
  })
})

describe('an e-mail address', () => {
  it.each(['a\u0000b@story.test', 'a\ud800@story.test', 'a\u200b@story.test'])(
    'is refused with characters that no address has: %j',
    async (email) => {
      const body = JSON.stringify({ email, password: PASSWORD, name: 'Eve' })

      const answer = await send('POST', '/api/users', body)

      expect(answer.status).toBe(422)
      expect(answer.body).toMatchObject({ errors: [{ pointer: '/email' }] })
    },
  )
})

describe('a password', () => {
  it.each(['going going\u0000gone', 'going going \ud800 gone'])(
    'is refused with what no keyboard sends: %j',
    async (password) => {
      const email = `${newKey()}@story.test`

      const answer = await send(
        'POST',
        '/api/users',
        JSON.stringify({ email, password, name: 'Eve' }),
      )

      expect(answer.status).toBe(422)
      expect(answer.body).toMatchObject({
        errors: [{ pointer: '/password', message: 'Not well-formed text' }],
      })
    },
  )
})

describe('what somebody looks for', () => {
  it.each([
    { case: 'NUL', q: '%00' },
    { case: 'NUL between letters', q: 'a%00b' },
    { case: 'a byte that is not UTF-8', q: '%ff' },
    { case: 'half of a surrogate pair', q: '%ED%A0%80' },
    { case: 'what others make of such a half', q: encodeURIComponent('\ufffd') },
    { case: 'nothing', q: '' },
    { case: 'nothing that is seen', q: encodeURIComponent('\u200b') },
    { case: 'a heap of marks', q: encodeURIComponent(`e${'\u0301'.repeat(31)}`) },
    { case: 'one character too many', q: 'x'.repeat(101) },
  ])('cannot be read with $case', async ({ q }) => {
    const answer = await ask('GET', `/api/lots?q=${q}`)

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'malformed-request' })
  })

  it('is found however its accents are written, and whatever stands beside it', async () => {
    const rare = newKey()
    const { id } = await openLot(seller, { title: `Caf\u00e9 \u200b${rare} \u{1f528}` })

    const { items } = await anybody.listLots({ q: `cafe\u0301 \u200b${rare} \u{1f528}` })

    expect(items.map((found) => found.id)).toEqual([id])
  })

  it('may have 100 characters, whatever they are', async () => {
    const { items } = await anybody.listLots({ q: '\u{1f528}'.repeat(100) })

    expect(items).toEqual([])
  })
})
