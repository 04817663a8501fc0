import { describe, expect, it } from 'vitest'
import { requestIdOf } from '../src/index.ts'

const NEW = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

describe('the id of a request', () => {
  it.each(['a-name-1', 'A.b_c-9876', 'x'.repeat(128)])('is what its client gave: %s', (given) => {
    expect(requestIdOf({ 'x-request-id': given })).toBe(given)
  })

  it('is a new one for each where none is given', () => {
    const [one, other] = [requestIdOf({}), requestIdOf({})]

    expect(one).toMatch(NEW)
    expect(other).toMatch(NEW)
    expect(other).not.toBe(one)
  })

  it.each([
    { case: 'empty', given: '' },
    { case: 'short', given: 'seven-7' },
    { case: 'long', given: 'x'.repeat(129) },
    { case: 'of 4 kB', given: 'x'.repeat(4096) },
    { case: 'two', given: 'the-first-one, the-second-one' },
    { case: 'of other letters', given: 'näme-of-it' },
    { case: 'broken into lines', given: 'a-name-1\r\nlevel: 60' },
    { case: 'ended by a line', given: 'a-name-1\n' },
    { case: 'a piece of JSON', given: '","level":60,"x":"' },
  ])('is a new one where what is given is $case', ({ given }) => {
    expect(requestIdOf({ 'x-request-id': given })).toMatch(NEW)
  })
})
