import { describe, expect, it } from 'vitest'
import { etagOf, isUnchanged, readIfMatch } from '../src/index.ts'
import { errorOf } from './a-request.ts'

const etag = etagOf({ version: 7, status: 'live' })

describe('the ETag of a lot', () => {
  it('is strong, and has its version and its status', () => {
    expect(etag).toBe('"7-live"')
  })
})

describe('If-None-Match', () => {
  it.each([
    '"7-live"',
    'W/"7-live"',
    '"6-live", "7-live"',
    '"6-live",W/"7-live"',
    ' "7-live" ',
    '*',
  ])('%j names it: nothing has changed', (header) => {
    expect(isUnchanged(header, etag)).toBe(true)
  })

  it.each([null, '', '"7-sold"', '"8-live"', '7-live', '"7-live', 'w/"7-live"', '"*"'])(
    '%j does not',
    (header) => {
      expect(isUnchanged(header, etag)).toBe(false)
    },
  )
})

describe('readIfMatch', () => {
  it.each([
    ['"7-live"', [{ version: 7, status: 'live' }]],
    [
      '"6-draft", "7-live"',
      [
        { version: 6, status: 'draft' },
        { version: 7, status: 'live' },
      ],
    ],
    ['W/"7-live"', []],
    ['"nothing"', []],
    ['"7-unknown"', []],
    [' * ', 'any'],
  ])('reads %j as %j', (header, revisions) => {
    expect(readIfMatch(header)).toEqual(revisions)
  })

  it.each([
    [undefined, 'precondition-required'],
    [null, 'precondition-required'],
    ['', 'malformed-request'],
    ['7-live', 'malformed-request'],
    ['"7-live', 'malformed-request'],
  ])('rejects %j with %s', (header, code) => {
    expect(errorOf(() => readIfMatch(header)).code).toBe(code)
  })
})
