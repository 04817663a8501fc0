import { describe, expect, it } from 'vitest'
import { JSON_LIMITS, parseJson } from '../src/http/json.ts'
import { bytesOf, faultOf } from './a-request.ts'

const parsed = (value: unknown) => parseJson(bytesOf(JSON.stringify(value)))
const detailOf = (json: string) => faultOf(() => parseJson(bytesOf(json))).facts

/** Arrays in arrays, or objects in objects, so many of them. */
const arrays = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

const names = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, 0]))

describe('JSON that nests', () => {
  it.each([arrays, objects])('is read as deep as 32', (nest) => {
    expect(() => parseJson(bytesOf(nest(32)))).not.toThrow()
  })

  it.each([arrays(33), objects(33), arrays(30_000), `{"a":1,"b":[1,${arrays(31)}]}`])(
    'cannot be read any deeper, wherever: %#',
    (json) => {
      expect(detailOf(json)).toEqual({ detail: 'The body is nested too deep' })
    },
  )

  it('only in a string does not', () => {
    expect(parsed(arrays(100))).toBe(arrays(100))
  })
})

describe('JSON with many names', () => {
  it('is read where there are 1,000', () => {
    expect(parsed(names(JSON_LIMITS.names))).toEqual(names(1_000))
  })

  it.each([
    { case: 'in one object', value: names(1_001) },
    { case: 'in many', value: Array.from({ length: 1_001 }, () => ({ a: 1 })) },
    { case: 'one in another', value: { a: names(500), b: names(500) } },
  ])('cannot be read where there is one more: $case', ({ value }) => {
    expect(detailOf(JSON.stringify(value))).toEqual({ detail: 'The body has too many names' })
  })

  it('counts no values', () => {
    const numbers = Array.from({ length: 20_000 }, () => 1)

    expect(parsed(numbers)).toEqual(numbers)
  })
})
