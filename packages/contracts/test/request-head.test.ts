import { describe, expect, it } from 'vitest'
import {
  BODY_LIMIT,
  checkDeclaredSize,
  listLots,
  placeBid,
  readHead,
  readHouse,
  readLot,
  scheduleLot,
  tooLarge,
} from '../src/index.ts'
import { aHead, faultOf, KEY, LOT, thrownBy } from './a-request.ts'

describe('a head with nothing wrong', () => {
  it('gives the fields of path and key', () => {
    expect(readHead(placeBid, aHead())).toEqual({ lotId: LOT, key: KEY })
  })

  it('gives an id in lower case', () => {
    const head = aHead({ params: { lotId: LOT.toUpperCase() } })

    expect(readHead(readLot, head)).toEqual({ lotId: LOT })
  })

  it('gives the query with its defaults', () => {
    expect(readHead(listLots, aHead({ query: '' }))).toEqual({ limit: 20 })
    expect(readHead(listLots, aHead({ query: '?limit=7&status=live' }))).toEqual({
      limit: 7,
      status: 'live',
    })
  })
})

describe('an address with an id that cannot be one', () => {
  it.each(['1', `${LOT}0`, LOT.slice(1), '', `${LOT} `])('%j leads nowhere', (lotId) => {
    const refusal = thrownBy(() => readHead(readLot, aHead({ params: { lotId } })))

    expect(refusal).toMatchObject({ name: 'Refusal', code: 'not-found' })
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
    expect(readHead(placeBid, aHead({ type }))).toHaveProperty('key', KEY)
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
    const fault = faultOf(() => readHead(placeBid, aHead({ type })))

    expect(fault).toMatchObject({
      code: 'wrong-media-type',
      headers: { 'Accept-Post': 'application/json' },
    })
  })

  it('is told by Accept where the method is not POST', () => {
    const { headers } = faultOf(() => readHead(scheduleLot, aHead({ type: 'text/plain' })))

    expect(headers).toEqual({ Accept: 'application/json' })
  })

  it('of a request without a body does not matter', () => {
    expect(readHead(readLot, aHead({ type: 'text/plain', encoding: 'gzip' }))).toEqual({
      lotId: LOT,
    })
  })
})

describe('a content encoding', () => {
  it('is refused, and told which is not', () => {
    const fault = faultOf(() => readHead(placeBid, aHead({ encoding: 'gzip' })))

    expect(fault).toMatchObject({
      code: 'wrong-media-type',
      headers: { 'Accept-Encoding': 'identity' },
    })
  })

  it('that is none is read', () => {
    expect(readHead(placeBid, aHead({ encoding: 'Identity' }))).toHaveProperty('key', KEY)
  })
})

describe('an Idempotency-Key', () => {
  it.each([
    { name: 'of 16 letters', key: 'k'.repeat(16) },
    { name: 'of 255 letters', key: 'k'.repeat(255) },
    { name: 'with all letters it may have', key: 'AZaz09_-AZaz09_-' },
  ])('$name is taken, bare or quoted', ({ key }) => {
    expect(readHead(placeBid, aHead({ key }))).toHaveProperty('key', key)
    expect(readHead(placeBid, aHead({ key: `"${key}"` }))).toHaveProperty('key', key)
  })

  it('that is absent is asked for', () => {
    expect(faultOf(() => readHead(placeBid, aHead({ key: undefined }))).code).toBe('key-missing')
  })

  it.each([
    { name: 'empty', key: '' },
    { name: 'of 15 letters', key: 'k'.repeat(15) },
    { name: 'of 256 letters', key: 'k'.repeat(256) },
    { name: 'with a space', key: 'a key of sixteen' },
    { name: 'with half of its quotes', key: `"${KEY}` },
    { name: 'given twice', key: `${KEY}, ${KEY}` },
    { name: 'with a line break at its end', key: `${KEY}\n` },
  ])('$name cannot be read, and is not repeated', ({ key }) => {
    const fault = faultOf(() => readHead(placeBid, aHead({ key })))

    expect(fault.code).toBe('malformed-request')
    if (key) expect(JSON.stringify(fault.facts)).not.toContain(key)
  })

  it('is ignored where none is needed', () => {
    expect(readHead(readHouse, aHead({ key: 'short' }))).toEqual({})
  })
})

describe('a query', () => {
  const readQuery = (query: string) => readHead(listLots, aHead({ query }))

  it.each([
    { name: 'a parameter that is unknown', query: 'colour=red', detail: 'Query /colour: Unknown' },
    { name: 'a parameter that is repeated', query: 'limit=1&limit=1', detail: 'repeated' },
    { name: 'a limit of nothing', query: 'limit=0', detail: 'Query /limit' },
    { name: 'a limit above 100', query: 'limit=101', detail: 'Query /limit' },
    { name: 'a limit that is no plain number', query: 'limit=1e1', detail: 'Query /limit' },
    { name: 'a limit below nothing', query: 'limit=-1', detail: 'Query /limit' },
    { name: 'an empty limit', query: 'limit=', detail: 'Query /limit' },
    { name: 'a status that is none', query: 'status=open', detail: 'Query /status' },
    { name: 'drafts, which are never listed', query: 'status=draft', detail: 'Query /status' },
    { name: 'a cursor with strange letters', query: 'cursor=%00', detail: 'Query /cursor' },
  ])('with $name cannot be read', ({ query, detail }) => {
    expect(faultOf(() => readQuery(query))).toMatchObject({
      code: 'malformed-request',
      facts: { detail: expect.stringContaining(detail) },
    })
  })

  it('never has a long or strange name repeated', () => {
    const long = 'x'.repeat(41)

    expect(faultOf(() => readQuery(`${long}=1`)).facts).toEqual({
      detail: 'Query /…: Unknown field',
    })
    expect(faultOf(() => readQuery('<b>=1')).facts).toEqual({ detail: 'Query /…: Unknown field' })
  })

  it('never has its values repeated', () => {
    const fault = faultOf(() => readQuery('status=SECRETVALUE&limit=SECRETVALUE'))

    expect(JSON.stringify(fault)).not.toContain('SECRETVALUE')
  })

  it('is refused where none is known', () => {
    expect(faultOf(() => readHead(readHouse, aHead({ query: '?a=1' }))).code).toBe(
      'malformed-request',
    )
  })
})

describe('a head with several faults', () => {
  const faults = { type: 'text/plain', key: undefined, query: 'x=1' }

  it('is answered for its path first', () => {
    const head = aHead({ ...faults, params: { lotId: '1' } })

    expect(thrownBy(() => readHead(placeBid, head))).toMatchObject({ code: 'not-found' })
  })

  it('then for its media type', () => {
    expect(faultOf(() => readHead(placeBid, aHead(faults))).code).toBe('wrong-media-type')
  })

  it('then for its key', () => {
    const head = aHead({ ...faults, type: 'application/json' })

    expect(faultOf(() => readHead(placeBid, head)).code).toBe('key-missing')
  })
})

describe('the size that a client declares', () => {
  it('may be 64 KiB, or nothing', () => {
    expect(BODY_LIMIT).toBe(65_536)
    expect(checkDeclaredSize('65536')).toBeUndefined()
    expect(checkDeclaredSize(undefined)).toBeUndefined()
  })

  it('is too large a byte above, and the connection is closed', () => {
    const fault = faultOf(() => checkDeclaredSize('65537'))

    expect(fault).toMatchObject({ code: 'too-large', headers: { Connection: 'close' } })
    expect(tooLarge()).toEqual(fault)
  })
})
