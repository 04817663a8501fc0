import { describe, expect, it } from 'vitest'
import { requestIdFrom, traceIdFrom } from '../src/index.ts'

const NEW = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const PARENT = '00f067aa0ba902b7'

describe('requestIdFrom', () => {
  it.each(['a-name-1', 'A.b_c-9876', 'x'.repeat(128)])('returns the client’s id %s', (given) => {
    expect(requestIdFrom(given)).toBe(given)
  })

  it('returns a new id for each request without one', () => {
    const [one, other] = [requestIdFrom(null), requestIdFrom(undefined)]

    expect(one).toMatch(NEW)
    expect(other).toMatch(NEW)
    expect(other).not.toBe(one)
  })

  it.each([
    { name: 'empty', given: '' },
    { name: 'too short', given: 'seven-7' },
    { name: 'too long', given: 'x'.repeat(129) },
    { name: 'a list', given: 'the-first-one, the-second-one' },
    { name: 'not ASCII', given: 'näme-of-it' },
    { name: 'broken into lines', given: 'a-name-1\r\nlevel: 60' },
    { name: 'followed by a line break', given: 'a-name-1\n' },
    { name: 'a piece of JSON', given: '","level":60,"x":"' },
  ])('returns a new id where the client’s is $name', ({ given }) => {
    expect(requestIdFrom(given)).toMatch(NEW)
  })
})

describe('traceIdFrom', () => {
  it.each(['00', '01', 'ff'])('returns the trace id, whatever the flags: %s', (flags) => {
    expect(traceIdFrom(`00-${TRACE}-${PARENT}-${flags}`)).toBe(TRACE)
  })

  it.each([
    { name: 'is absent', header: undefined },
    { name: 'is empty', header: '' },
    { name: 'has another version', header: `01-${TRACE}-${PARENT}-01` },
    { name: 'is in capitals', header: `00-${TRACE.toUpperCase()}-${PARENT}-01` },
    { name: 'has a trace id of zeros', header: `00-${'0'.repeat(32)}-${PARENT}-01` },
    { name: 'has a parent id of zeros', header: `00-${TRACE}-${'0'.repeat(16)}-01` },
    { name: 'has a short trace id', header: `00-${TRACE.slice(1)}-${PARENT}-01` },
    { name: 'has more at its end', header: `00-${TRACE}-${PARENT}-01-more` },
    { name: 'ends with a line break', header: `00-${TRACE}-${PARENT}-01\n` },
  ])('returns undefined where the header $name', ({ header }) => {
    expect(traceIdFrom(header)).toBeUndefined()
  })
})
