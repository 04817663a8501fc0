import { describe, expect, it } from 'vitest'
import {
  listLots,
  placeBid,
  readBody,
  readHouse,
  readIdempotencyKey,
  readLot,
  readParams,
  readQuery,
  requireJsonType,
  resumeAfter,
} from '../src/index.ts'
import { errorOf, KEY, LOT } from './a-request.ts'

describe('readParams', () => {
  it('returns ids in lower case', () => {
    expect(readParams(readLot, { lotId: LOT.toUpperCase() })).toEqual({ lotId: LOT })
  })

  it.each(['1', `${LOT}0`, LOT.slice(1), '', `${LOT} `])('answers not-found for %j', (lotId) => {
    expect(errorOf(() => readParams(readLot, { lotId }))).toMatchObject({
      name: 'DomainError',
      code: 'not-found',
    })
  })
})

describe('readQuery', () => {
  it('returns the parameters with their defaults', () => {
    expect(readQuery(listLots, {})).toEqual({ limit: 20 })
    expect(readQuery(listLots, { limit: '7', status: 'live' })).toEqual({
      limit: 7,
      status: 'live',
    })
  })

  it.each([
    ['an unknown parameter', { colour: 'red' }, 'Query /colour: Unknown field'],
    ['a repeated parameter, as Express parses it', { limit: ['1', '1'] }, 'Query /limit'],
    ['a limit of 0', { limit: '0' }, 'Query /limit'],
    ['a limit above 100', { limit: '101' }, 'Query /limit'],
    ['a limit that is no plain number', { limit: '1e1' }, 'Query /limit'],
    ['an empty limit', { limit: '' }, 'Query /limit'],
    ['an unknown status', { status: 'open' }, 'Query /status'],
    ['drafts, which are never listed', { status: 'draft' }, 'Query /status'],
    ['a cursor with other characters', { cursor: '\0' }, 'Query /cursor'],
    ['a name of other characters', { '<b>': '1' }, 'Query /…: Unknown field'],
    ['a long name', { ['x'.repeat(41)]: '1' }, 'Query /…: Unknown field'],
  ])('rejects %s', (_, query, detail) => {
    expect(errorOf(() => readQuery(listLots, query))).toMatchObject({
      code: 'malformed-request',
      facts: { detail: expect.stringContaining(detail) },
    })
  })

  it('never repeats a value', () => {
    const error = errorOf(() =>
      readQuery(listLots, { status: 'SECRETVALUE', limit: 'SECRETVALUE' }),
    )

    expect(JSON.stringify(error)).not.toContain('SECRETVALUE')
  })
})

describe('requireJsonType', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json ; charset=utf-8 ',
  ])('accepts %j', (type) => {
    expect(() => requireJsonType(type, undefined)).not.toThrow()
    expect(() => requireJsonType(type, 'Identity')).not.toThrow()
  })

  it.each([
    [undefined, undefined],
    [null, null],
    ['', undefined],
    ['text/plain', undefined],
    ['application/jsonp', undefined],
    ['application/problem+json', undefined],
    ['application/x-www-form-urlencoded', undefined],
    ['application/json; charset=latin1', undefined],
    ['application/json, application/json', undefined],
    ['application/json', 'gzip'],
  ])('rejects the type %j with the encoding %j', (type, encoding) => {
    expect(errorOf(() => requireJsonType(type, encoding)).code).toBe('wrong-media-type')
  })
})

describe('readIdempotencyKey', () => {
  it.each(['k'.repeat(16), 'k'.repeat(255), 'AZaz09_-AZaz09_-'])(
    'accepts %s, bare or quoted',
    (key) => {
      expect(readIdempotencyKey(key)).toBe(key)
      expect(readIdempotencyKey(`"${key}"`)).toBe(key)
    },
  )

  it.each([undefined, null])('answers key-missing for %j', (header) => {
    expect(errorOf(() => readIdempotencyKey(header)).code).toBe('key-missing')
  })

  it.each([
    '',
    'k'.repeat(15),
    'k'.repeat(256),
    `"${'k'.repeat(15)}"`,
    'a key of sixteen',
    `"${KEY}`,
    `${KEY}, ${KEY}`,
    `${KEY}\n`,
  ])('rejects %j and does not repeat it', (header) => {
    expect(errorOf(() => readIdempotencyKey(header))).toMatchObject({
      code: 'malformed-request',
      facts: { detail: 'The Idempotency-Key must be 16 to 255 of A-Z a-z 0-9 _ -' },
    })
  })
})

describe('resumeAfter', () => {
  const after = { epoch: 'e'.repeat(12), seq: 3 }

  it('prefers Last-Event-ID to the query', () => {
    expect(resumeAfter(`${'a'.repeat(12)}:7`, after)).toEqual({ epoch: 'a'.repeat(12), seq: 7 })
  })

  it.each([undefined, null, ''])('returns the query’s position for %j', (header) => {
    expect(resumeAfter(header, after)).toBe(after)
    expect(resumeAfter(header, undefined)).toBeUndefined()
  })

  it('rejects an id that the stream did not send', () => {
    expect(errorOf(() => resumeAfter('7', after)).code).toBe('malformed-request')
  })
})

describe('readBody', () => {
  it('ignores nothing: an operation without a body accepts no field', () => {
    expect(errorOf(() => readBody(readHouse, { a: 1 })).code).toBe('invalid')
  })

  it('reports at most 20 errors', () => {
    const unknown = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`field${at}`, at]))
    const error = errorOf(() => readBody(placeBid, { maximum: 100, ...unknown }))

    expect((error.facts as { errors: unknown[] }).errors).toHaveLength(20)
  })
})
