import { describe, expect, it } from 'vitest'
import { isWellEncoded, listLots, readTarget, readHouse, readLot } from '../src/index.ts'
import { faultOf, LOT, thrownBy } from './a-request.ts'

describe('an address with nothing wrong', () => {
  it('gives an id in lower case', () => {
    const params = { lotId: LOT.toUpperCase() }

    expect(readTarget(readLot, { params, query: '' })).toEqual({ lotId: LOT })
  })

  it('gives the query with its defaults', () => {
    expect(readTarget(listLots, { params: {}, query: '' })).toEqual({ limit: 20 })
    expect(readTarget(listLots, { params: {}, query: '?limit=7&status=live' })).toEqual({
      limit: 7,
      status: 'live',
    })
  })
})

describe('an address with an id that cannot be one', () => {
  it.each(['1', `${LOT}0`, LOT.slice(1), '', `${LOT} `])('%j leads nowhere', (lotId) => {
    const refusal = thrownBy(() => readTarget(readLot, { params: { lotId }, query: '?x=1' }))

    expect(refusal).toMatchObject({ name: 'DomainError', code: 'not-found' })
  })
})

describe('a path', () => {
  it.each(['/api/lots/%ff', '/api/lots/%', '/api/lots/%ED%A0%80', '/api/%c3'])(
    'that is not well encoded is told from one that is: %s',
    (path) => {
      expect(isWellEncoded(path)).toBe(false)
    },
  )

  it('may be encoded where it need not be', () => {
    expect(isWellEncoded('/api/lots/%00%2F%c3%a9')).toBe(true)
  })
})

describe('a query', () => {
  const readQuery = (query: string) => readTarget(listLots, { params: {}, query })

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

  it.each(['q=%ff', 'q=%ED%A0%80', 'q=%EF%BF%BD', '%ff=1'])(
    'that is not in UTF-8, or was not before somebody put it right, cannot be read: %s',
    (query) => {
      expect(faultOf(() => readQuery(query)).facts).toEqual({
        detail: 'The query is not in UTF-8',
      })
    },
  )

  it('may have a percent sign that stands for itself', () => {
    expect(readQuery('q=100%')).toMatchObject({ q: '100%' })
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
    expect(faultOf(() => readTarget(readHouse, { params: {}, query: '?a=1' })).code).toBe(
      'malformed-request',
    )
  })
})
