import { describe, expect, it } from 'vitest'
import { cachingOf, etagOf, isUnchanged, readIfMatch } from '../../src/index.ts'
import { thrownBy } from '../thrown-by.ts'

const etag = etagOf({ version: 7, status: 'live' })
const live = { version: 7, status: 'live' }

describe('etagOf', () => {
  it('returns a strong ETag of version and status', () => {
    expect(etag).toBe('"7-live"')
  })
})

describe('cachingOf', () => {
  it.each([
    { lot: 'a draft', opensAt: null, caching: 'no-store' },
    { lot: 'a scheduled lot', opensAt: '2026-03-01T18:00:00.000Z', caching: 'no-cache' },
  ])('returns $caching for $lot', ({ opensAt, caching }) => {
    expect(cachingOf({ opensAt })).toBe(caching)
  })
})

describe('readIfMatch', () => {
  it.each([
    { header: '"7-live"', revisions: [live] },
    { header: ' "7-live" ', revisions: [live] },
    { header: '"7-live","8-sold"', revisions: [live, { version: 8, status: 'sold' }] },
    { header: 'W/"7-live", "7-live"', revisions: [live] },
    { header: '*', revisions: 'any' },
    { header: ' * ', revisions: 'any' },
  ])('returns the revisions of $header', ({ header, revisions }) => {
    expect(readIfMatch(header)).toEqual(revisions)
  })

  it.each(['W/"7-live"', '""', '"7"', '"7-open"', '"-1-live"', '"1234567890-live"', '"*"'])(
    'returns no revision for %s, which is no strong ETag of a lot',
    (header) => {
      expect(readIfMatch(header)).toEqual([])
    },
  )

  it.each([undefined, null])(
    'rejects a missing header with precondition-required: %s',
    (header) => {
      expect(thrownBy(() => readIfMatch(header))).toMatchObject({ code: 'precondition-required' })
    },
  )

  it.each(['', '7-live', '"7-live', 'w/"7-live"', '"7-live" "8-live"', '"7-live",', '*, "7-live"'])(
    'rejects %j with malformed-request',
    (header) => {
      expect(thrownBy(() => readIfMatch(header))).toMatchObject({
        name: 'RequestError',
        code: 'malformed-request',
        facts: { detail: 'If-Match must be ETags, or *' },
      })
    },
  )
})

describe('isUnchanged', () => {
  it.each([
    '"7-live"',
    'W/"7-live"',
    '"6-live", "7-live"',
    '"6-live",W/"7-live"',
    ' "7-live" ',
    '*',
    ' * ',
  ])('returns true for If-None-Match: %s', (header) => {
    expect(isUnchanged(header, etag)).toBe(true)
  })

  it.each([
    null,
    '',
    '"7-sold"',
    '"8-live"',
    '7-live',
    '"7-live',
    'w/"7-live"',
    '"*"',
    '"6-live", *',
    '"a,*,b"',
  ])('returns false for If-None-Match: %s', (header) => {
    expect(isUnchanged(header, etag)).toBe(false)
  })
})
