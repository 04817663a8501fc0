import { describe, expect, it } from 'vitest'
import { etagOf, isUnchanged } from '../src/index.ts'

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

  it.each([undefined, '', '"7-sold"', '"8-live"', '7-live', '"7-live', 'w/"7-live"', '"*"'])(
    '%j does not',
    (header) => {
      expect(isUnchanged(header, etag)).toBe(false)
    },
  )
})
