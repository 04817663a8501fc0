import { describe, expect, it } from 'vitest'
import {
  consignLot,
  placeBid,
  readBody,
  scheduleLot,
  signUp,
  type Operation,
} from '../src/index.ts'
import { errorOf } from './a-request.ts'

/** What is wrong with a body, as the client is told. */
const flawsOf = (operation: Operation, body: unknown) => {
  const fault = errorOf(() => readBody(operation, body))
  return {
    code: fault.code,
    ...(fault.facts as { errors?: { pointer: string; message: string }[] }),
  }
}

describe('a body with nothing wrong', () => {
  it('is given by its fields', () => {
    expect(readBody(placeBid, { maximum: 100 })).toEqual({ maximum: 100 })
  })

  it('is given in one form: e-mail in lower case, text in NFC, moments in UTC', () => {
    const person = { email: 'Ada@Gavel.test', password: 'going going gone', name: 'Zoe\u0308' }
    const times = { opensAt: '2026-03-01T20:00:00+02:00', closesAt: '2026-03-01T19:00:00Z' }

    expect(readBody(signUp, person)).toEqual({
      ...person,
      email: 'ada@gavel.test',
      name: 'Zo\u00eb',
    })
    expect(readBody(scheduleLot, times)).toEqual({
      opensAt: new Date('2026-03-01T18:00:00Z'),
      closesAt: new Date('2026-03-01T19:00:00Z'),
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
    const hidden: unknown = JSON.parse('{"maximum": 100, "__proto__": {"leading": true}}')

    expect(errorOf(() => readBody(placeBid, hidden)).code).toBe('invalid')
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
  const signingUp = (password: string) => readBody(signUp, { ...person, password })

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
