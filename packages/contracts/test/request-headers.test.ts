import { describe, expect, it } from 'vitest'
import {
  BODY_LIMIT,
  checkDeclaredSize,
  placeBid,
  readHeaders,
  readHouse,
  readLot,
  scheduleLot,
  tooLarge,
  watchRoom,
} from '../src/index.ts'
import { aHead, faultOf, KEY } from './a-request.ts'

describe('a head with nothing wrong', () => {
  it('gives the key', () => {
    expect(readHeaders(placeBid, aHead())).toEqual({ key: KEY })
  })
})

describe('a media type', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json ; charset=utf-8 ',
  ])('%j is read', (type) => {
    expect(readHeaders(placeBid, aHead({ type }))).toHaveProperty('key', KEY)
  })

  it.each([
    undefined,
    '',
    'text/plain',
    'application/jsonp',
    'application/problem+json',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'application/json, application/json',
  ])('%j is refused, and told what is', (type) => {
    const fault = faultOf(() => readHeaders(placeBid, aHead({ type })))

    expect(fault).toMatchObject({
      code: 'wrong-media-type',
      headers: { 'Accept-Post': 'application/json' },
    })
  })

  it('is told by Accept where the method is not POST', () => {
    const { headers } = faultOf(() => readHeaders(scheduleLot, aHead({ type: 'text/plain' })))

    expect(headers).toEqual({ Accept: 'application/json' })
  })

  it('of a request without a body does not matter', () => {
    expect(readHeaders(readLot, aHead({ type: 'text/plain', encoding: 'gzip' }))).toEqual({})
  })
})

describe('a content encoding', () => {
  it('is refused, and told which is not', () => {
    const fault = faultOf(() => readHeaders(placeBid, aHead({ encoding: 'gzip' })))

    expect(fault).toMatchObject({
      code: 'wrong-media-type',
      headers: { 'Accept-Encoding': 'identity' },
    })
  })

  it('that is none is read', () => {
    expect(readHeaders(placeBid, aHead({ encoding: 'Identity' }))).toHaveProperty('key', KEY)
  })
})

describe('an Idempotency-Key', () => {
  it.each([
    { name: 'of 16 letters', key: 'k'.repeat(16) },
    { name: 'of 255 letters', key: 'k'.repeat(255) },
    { name: 'with all letters it may have', key: 'AZaz09_-AZaz09_-' },
  ])('$name is taken, bare or quoted', ({ key }) => {
    expect(readHeaders(placeBid, aHead({ key }))).toHaveProperty('key', key)
    expect(readHeaders(placeBid, aHead({ key: `"${key}"` }))).toHaveProperty('key', key)
  })

  it('that is absent is asked for', () => {
    expect(faultOf(() => readHeaders(placeBid, aHead({ key: undefined }))).code).toBe('key-missing')
  })

  it.each([
    { name: 'empty', key: '' },
    { name: 'of 15 letters', key: 'k'.repeat(15) },
    { name: 'of 256 letters', key: 'k'.repeat(256) },
    { name: 'of 15 letters in quotes', key: `"${'k'.repeat(15)}"` },
    { name: 'of 256 letters in quotes', key: `"${'k'.repeat(256)}"` },
    { name: 'with a space', key: 'a key of sixteen' },
    { name: 'with half of its quotes', key: `"${KEY}` },
    { name: 'given twice', key: `${KEY}, ${KEY}` },
    { name: 'with a line break at its end', key: `${KEY}\n` },
  ])('$name cannot be read, and is not repeated', ({ key }) => {
    const fault = faultOf(() => readHeaders(placeBid, aHead({ key })))

    expect(fault.code).toBe('malformed-request')
    expect(fault.facts).toEqual({ detail: expect.stringContaining('16 to 255') })
  })

  it('is ignored where none is needed', () => {
    expect(readHeaders(readHouse, aHead({ key: 'short' }))).toEqual({})
  })
})

describe('a head with several faults', () => {
  it('is answered for its media type first', () => {
    const head = aHead({ type: 'text/plain', key: undefined })

    expect(faultOf(() => readHeaders(placeBid, head)).code).toBe('wrong-media-type')
  })
})

describe('the size that a client declares', () => {
  it('may be 64 KiB, or nothing', () => {
    expect(BODY_LIMIT).toBe(65_536)
    expect(checkDeclaredSize({ 'content-length': '65536' })).toBeUndefined()
    expect(checkDeclaredSize({})).toBeUndefined()
  })

  it('is too large a byte above, and the connection is closed', () => {
    const fault = faultOf(() => checkDeclaredSize({ 'content-length': '65537' }))

    expect(fault).toMatchObject({ code: 'too-large', headers: { Connection: 'close' } })
    expect(tooLarge()).toEqual(fault)
  })
})

describe('a Last-Event-ID', () => {
  it('is where a stream goes on', () => {
    const read = readHeaders(watchRoom, { 'last-event-id': 'abcdefgh:7' })

    expect(read).toEqual({ after: { epoch: 'abcdefgh', seq: 7 } })
  })

  it.each([undefined, ''])('that is none says nothing: %j', (header) => {
    expect(readHeaders(watchRoom, { 'last-event-id': header })).toEqual({})
  })

  it.each(['7', 'abcdefgh:07', 'abcdefgh:-1', 'ABCDEFGH:7', 'abcdefgh:7 ', 'a:7'])(
    'that no stream gave is refused: %j',
    (header) => {
      const check = () => readHeaders(watchRoom, { 'last-event-id': header })

      expect(faultOf(check).code).toBe('malformed-request')
    },
  )

  it('is passed over where there is no stream', () => {
    expect(readHeaders(readLot, { 'last-event-id': 'garbage' })).toEqual({})
  })
})
