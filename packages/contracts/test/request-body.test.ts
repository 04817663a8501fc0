import { describe, expect, it } from 'vitest'
import {
  consignLot,
  drain,
  placeBid,
  readBody,
  readBytes,
  readHouse,
  scheduleLot,
  signUp,
  type Operation,
} from '../src/index.ts'
import { bytesOf, faultOf } from './a-request.ts'

/** What is wrong with a body, as the client is told. */
const flawsOf = (operation: Operation, body: unknown) => {
  const fault = faultOf(() => readBody(operation, bytesOf(JSON.stringify(body))))
  return {
    code: fault.code,
    ...(fault.facts as { errors?: { pointer: string; message: string }[] }),
  }
}

describe('a body with nothing wrong', () => {
  it('is given by its fields', () => {
    expect(readBody(placeBid, bytesOf('{"maximum": 100}'))).toEqual({ maximum: 100 })
  })

  it('is given in one form: e-mail in lower case, text in NFC, moments in UTC', () => {
    const person = { email: 'Ada@Gavel.test', password: 'going going gone', name: 'Zoe\u0308' }
    const times = { opensAt: '2026-03-01T20:00:00+02:00', closesAt: '2026-03-01T19:00:00Z' }

    expect(readBody(signUp, bytesOf(JSON.stringify(person)))).toEqual({
      ...person,
      email: 'ada@gavel.test',
      name: 'Zo\u00eb',
    })
    expect(readBody(scheduleLot, bytesOf(JSON.stringify(times)))).toEqual({
      opensAt: new Date('2026-03-01T18:00:00Z'),
      closesAt: new Date('2026-03-01T19:00:00Z'),
    })
  })

  it('is not looked at where the operation has none', () => {
    expect(readBody(readHouse, bytesOf('not json'))).toEqual({})
  })
})

describe('bytes that are not JSON in UTF-8', () => {
  it.each([
    { name: 'absent', bytes: undefined },
    { name: 'empty', bytes: bytesOf('') },
    { name: 'cut short', bytes: bytesOf('{"maximum": 1') },
    { name: 'with a comma too many', bytes: bytesOf('{"maximum": 1,}') },
    { name: 'of two values', bytes: bytesOf('{} {}') },
    { name: 'not UTF-8', bytes: Uint8Array.of(0x22, 0xff, 0x22) },
    { name: 'in UTF-16', bytes: Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0) },
  ])('$name cannot be read, and are not repeated', ({ bytes }) => {
    const fault = faultOf(() => readBody(placeBid, bytes))

    expect(fault).toMatchObject({
      code: 'malformed-request',
      facts: { detail: 'The body is not JSON in UTF-8' },
    })
  })
})

describe('JSON that is not what was asked for', () => {
  it.each([null, [], 'text', 1])('%j is invalid as a whole', (body) => {
    expect(flawsOf(placeBid, body)).toMatchObject({ code: 'invalid', errors: [{ pointer: '' }] })
  })

  it.each([0, -1, 0.5, '100', 1_000_000_000_001, null, [100], true])(
    'a maximum of %j is invalid, and pointed at',
    (maximum) => {
      const { code, errors } = flawsOf(placeBid, { maximum })

      expect(code).toBe('invalid')
      expect(errors).toEqual([{ pointer: '/maximum', message: expect.any(String) }])
    },
  )

  it('is told of all its flaws at once', () => {
    const { errors } = flawsOf(consignLot, { description: ' ', startingPrice: 0 })

    expect(errors?.map(({ pointer }) => pointer)).toEqual([
      '/title',
      '/description',
      '/startingPrice',
    ])
  })

  it('may not have a moment without its offset', () => {
    const times = { opensAt: '2026-03-01T20:00:00', closesAt: 'tomorrow' }

    expect(flawsOf(scheduleLot, times).errors?.map(({ pointer }) => pointer)).toEqual([
      '/opensAt',
      '/closesAt',
    ])
  })
})

describe('fields that the house does not know', () => {
  it('are pointed at by name, each', () => {
    expect(flawsOf(placeBid, { maximum: 100, amount: 1, leader: 'me' }).errors).toEqual([
      { pointer: '/amount', message: 'Unknown field' },
      { pointer: '/leader', message: 'Unknown field' },
    ])
  })

  it.each(['x'.repeat(41), '<script>', 'a/b', 'a~b', '', 'ü', 'line\nbreak', '\u0000'])(
    'are not repeated where the name is long or strange: %j',
    (name) => {
      expect(flawsOf(placeBid, { maximum: 100, [name]: 1 }).errors).toEqual([
        { pointer: '/…', message: 'Unknown field' },
      ])
    },
  )

  it('may not hide as a prototype', () => {
    const hidden = bytesOf('{"maximum": 100, "__proto__": {"leading": true}}')

    expect(faultOf(() => readBody(placeBid, hidden)).code).toBe('invalid')
  })
})

describe('what a client is told of its flaws', () => {
  it('never has a value in it', () => {
    const body = {
      email: 'SECRETVALUE',
      password: 'SECRETVALUE',
      name: 'SECRETVALUE'.repeat(9),
      SECRETVALUE_is_long_enough_to_be_left_out_of_it: 1,
    }

    expect(JSON.stringify(flawsOf(signUp, body))).not.toContain('SECRETVALUE')
  })
})

describe('a password', () => {
  const person = { email: 'ada@gavel.test', name: 'Ada' }
  const signingUp = (password: string) =>
    readBody(signUp, bytesOf(JSON.stringify({ ...person, password })))

  it.each([
    { name: 'of twelve characters', password: 'a'.repeat(12) },
    { name: 'of a hundred and twenty-eight, none of them plain', password: '🔨'.repeat(128) },
    { name: 'that is not in NFC', password: 'e\u0308'.repeat(12) },
    { name: 'that is too long before it is composed', password: 'e\u0308'.repeat(128) },
    { name: 'with spaces around it', password: '  going going gone  ' },
    { name: 'of spaces', password: ' '.repeat(12) },
  ])('$name is taken as it is', ({ password }) => {
    expect(signingUp(password)).toHaveProperty('password', password)
  })

  it.each([
    { name: 'too short', password: 'a'.repeat(11) },
    { name: 'too short, in characters', password: '🔨'.repeat(11) },
    { name: 'too short once it is composed', password: 'e\u0308'.repeat(11) },
    { name: 'too long', password: 'a'.repeat(129) },
    { name: 'of nothing but marks', password: `a${'\u0300'.repeat(1000)}` },
    { name: 'not well-formed', password: `${'a'.repeat(12)}\ud83d` },
  ])('$name is refused', ({ password }) => {
    expect(flawsOf(signUp, { ...person, password }).errors).toMatchObject([
      { pointer: '/password' },
    ])
  })
})

describe('a body that nobody wants', () => {
  /** Chunks without end, and how many were read of them. */
  const endless = (length: number) => {
    const read = { chunks: 0 }
    const chunks = (async function* () {
      for (;;) {
        read.chunks += 1
        yield new Uint8Array(length)
      }
    })()
    return { chunks, read }
  }

  it('is read away where it is small', async () => {
    let isRead = false
    const chunks = (async function* () {
      yield new Uint8Array(70_000)
      isRead = true
    })()

    await drain(chunks)

    expect(isRead).toBe(true)
  })

  it('is left alone after 1 MiB', async () => {
    const { chunks, read } = endless(64 * 1024)

    await drain(chunks)

    expect(read.chunks).toBe(17)
  })
})

describe('a body that comes in pieces', () => {
  async function* pieces(...lengths: number[]) {
    for (const length of lengths) yield new Uint8Array(length).fill(length)
  }

  it('is put together in its order', async () => {
    expect(await readBytes(pieces(1, 2))).toEqual(new Uint8Array([1, 2, 2]))
    expect(await readBytes(pieces())).toHaveLength(0)
    expect(await readBytes(pieces(60_000, 5_536))).toHaveLength(65_536)
  })

  it('is refused with the byte that is one too many', async () => {
    await expect(readBytes(pieces(60_000, 5_537))).rejects.toMatchObject({ code: 'too-large' })
  })

  it('that breaks off cannot be read', async () => {
    const broken = (async function* () {
      yield new Uint8Array(1)
      throw new Error('aborted')
    })()

    await expect(readBytes(broken)).rejects.toMatchObject({ code: 'malformed-request' })
  })

  it('is waited for only so long, though a little of it comes again and again', async () => {
    const dripping = (async function* () {
      for (;;) {
        await new Promise((done) => setTimeout(done, 5))
        yield new Uint8Array(1)
      }
    })()

    const read = readBytes(dripping, { within: 50 })

    await expect(read).rejects.toMatchObject({
      code: 'request-timeout',
      headers: { Connection: 'close' },
    })
  })
})
