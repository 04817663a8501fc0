import fc, { type Arbitrary } from 'fast-check'
import { MARK } from './mark.ts'

/** What a JSON Schema says of a value, as far as the operations have it. */
export type Schema = {
  type?: string
  format?: string
  enum?: string[]
  anyOf?: Schema[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  properties?: Record<string, Schema>
  required?: string[]
}

/** The schema of a part of an operation, before it is read. */
export const schemaOf = (part: { toJSONSchema(how: object): unknown }): Schema =>
  part.toJSONSchema({ io: 'input', unrepresentable: 'any' }) as Schema

/** A weight of one in so many. */
export const mostly = <Value>(usual: Arbitrary<Value>, rare: Arbitrary<Value>, usually = 12) =>
  fc.oneof({ weight: usually, arbitrary: usual }, { weight: 1, arbitrary: rare })

const words = fc.constantFrom('Brass telescope', 'globe', `Globe, ${MARK}`, 'Näh­maschine', '𝔄 🔨')

/** Text of a length that is allowed, with what people and machines may put into it. */
const text = ({ minLength = 0, maxLength = 200 }: Schema): Arbitrary<string> =>
  mostly(
    words.filter(({ length }) => length >= minLength && length <= maxLength),
    fc.oneof(
      fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 80) }),
      fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, 80) }),
      fc.constantFrom(minLength, maxLength).map((length) => 'ä'.repeat(length)),
    ),
    4,
  )

/** Most are amounts of an evening, as else every bid would be beyond every wallet. */
function whole({ minimum = 0, maximum = 1e15 }: Schema): Arbitrary<number> {
  const bounds = fc.constantFrom(minimum, minimum + 1, maximum - 1, maximum)
  const most = fc.integer({ min: minimum, max: Math.min(maximum, minimum + 50_000) })
  return mostly(most, fc.oneof(bounds, fc.integer({ min: minimum, max: maximum })))
}

/** So many seconds from now; what is near is left out, for it would pass in one house first. */
const soon = fc.constantFrom(-86_400, -60, 3_600).map(inSeconds)
const later = fc.constantFrom(7_200, 86_400, 80 * 86_400).map(inSeconds)
const farAway = fc.oneof(
  fc.constantFrom(-100 * 86_400, 200 * 86_400).map(inSeconds),
  fc.constantFrom(
    '2001-02-03T04:05:06Z',
    '9999-12-31T23:59:59.999999+00:00',
    '0000-01-01T00:00:00Z',
  ),
)

function inSeconds(seconds: number): string {
  return `{{in ${seconds}}}`
}

const email = fc.constantFrom(
  '{{ada mail}}',
  '{{ben mail}}',
  ...[1, 2, 3].map((n) => `New.${n}@{{world}}.test`),
)

/** Values that a schema allows. The password is one that everybody has, or Ada has by now. */
export function valid(schema: Schema, name = ''): Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valid(one, name)))
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'integer') return whole(schema)
  if (schema.format === 'uuid') return fc.constantFrom('{{ada id}}', '{{ben id}}', '{{live}}')
  if (schema.format === 'date-time') return mostly(name === 'opensAt' ? soon : later, farAway)
  if (schema.format === 'email') return email
  if (name === 'current') return mostly(fc.constant('{{ada password}}'), text(schema), 6)
  if (name === 'password') return mostly(fc.constant('{{password}}'), text(schema), 6)
  if (name === 'cursor') return fc.constantFrom('{{cursor}}', 'made-up')
  if (name === 'after') return fc.constantFrom('{{position}}', '{{position}}9', `old0old0:1`)
  return text(schema)
}

/** Values that no schema allows, and some that one does by chance. */
export const broken: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, '', ' ', -1, 0, -0, 0.5, 1e21, 5e-324, 2 ** 53, 2 ** 31, 1e12 + 1),
  fc.constantFrom(MARK, `${MARK}\u0000`, `\ud800${MARK}`, `${MARK}\udc00`, `\u202e${MARK}`),
  fc.constantFrom('a\u0301'.repeat(40), `e${'\u0301'.repeat(31)}`, '\u200b', '\ufeff', '\ufffd'),
  fc.constantFrom(
    'x'.repeat(10_000),
    MARK.repeat(100),
    '9'.repeat(400),
    'NaN',
    '2026-02-30T00:00Z',
  ),
  fc.constantFrom([], {}, [MARK], { [MARK]: MARK }, { then: MARK }, { toJSON: 1, toString: null }),
  fc.jsonValue({ depthSize: 'small' }),
)
