import type { Operation } from '@gavel/contracts'
import fc, { type Arbitrary } from 'fast-check'
import { MARK } from './mark.ts'
import { broken, mostly, type Schema, schemaOf, valid } from './values.ts'

/** What is sent after the headers, as text or as bytes; null for nothing. */
export type Body = string | Uint8Array | null

/** Bodies for an operation: what it takes, what it nearly takes, and what nothing takes. */
export function bodyOf({ body }: Operation): Arbitrary<Body> {
  if (!body) return mostly(fc.constant(null), stray, 20)
  const schema = schemaOf(body)
  return fc.oneof(
    { weight: 16, arbitrary: written(fields(schema, valid)) },
    { weight: 4, arbitrary: written(fields(schema, either)) },
    { weight: 2, arbitrary: written(withMore(fields(schema, valid))) },
    { weight: 1, arbitrary: written(broken) },
    { weight: 2, arbitrary: stray },
  )
}

const either = (schema: Schema, name: string) => mostly(valid(schema, name), broken, 1)

type Value = (schema: Schema, name: string) => Arbitrary<unknown>

/** An object of the fields of a schema; one that is required is rarely left out, another often. */
function fields({ properties = {}, required = [] }: Schema, value: Value) {
  const all = Object.entries(properties).map(([name, schema]) => {
    const field = value(schema, name).map((given): [string, unknown][] => [[name, given]])
    return mostly(field, fc.constant([]), required.includes(name) ? 40 : 1)
  })
  return fc.tuple(...all).map((given) => Object.fromEntries(given.flat()))
}

/** Names that a program may fall over, and that it may mistake for its own. */
const names = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'then',
  'id',
  'version',
  MARK,
  '',
)

const withMore = (object: Arbitrary<object>): Arbitrary<object> =>
  fc.tuple(object, names, broken).map(([given, name, value]) => {
    const more = { ...given }
    Object.defineProperty(more, name, { value, enumerable: true, configurable: true })
    return more
  })

const written = (value: Arbitrary<unknown>): Arbitrary<Body> =>
  value.map((given) => JSON.stringify(given) ?? '')

const deep = (depth: number) => `${'{"amount":'.repeat(depth)}1${'}'.repeat(depth)}`
const bytes = (...given: number[]) =>
  Uint8Array.from([...Buffer.from('{"amount":"'), ...given, 34, 125])

/** What is no JSON, is hard to read, or says a thing in a way that JSON.stringify never would. */
const stray: Arbitrary<Body> = fc.oneof(
  fc.constantFrom<Body>(
    '',
    ' ',
    '{',
    MARK,
    `{"${MARK}":`,
    '\ufeff{}',
    '{}{}',
    'null',
    '[]',
    '1',
    '"a',
  ),
  fc.constantFrom<Body>('{"amount":1e400}', '{"amount":1e2}', '{"amount":1.0}', '{"amount":01}'),
  fc.constantFrom<Body>('{"amount":-0}', '{"amount":1,"amount":2}', '{"amount":"\\u0000"}'),
  fc.constantFrom<Body>(
    bytes(0xff),
    bytes(0xc3),
    bytes(0xed, 0xa0, 0x80),
    bytes(0xc0, 0x80),
    bytes(0),
  ),
  fc.constantFrom(31, 32, 33, 10_000).map(deep),
  fc.constantFrom(65_535, 65_536, 65_537, 200_000).map((size) => '{"amount":1}'.padEnd(size)),
  fc.constantFrom(1_000, 1_001).map(manyNames),
  fc.uint8Array({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

function manyNames(count: number): string {
  return JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`n${n}`, n])))
}
