import type { Operation } from '@gavel/contracts'
import fc, { type Arbitrary } from 'fast-check'
import { MARK } from './mark.ts'
import { anyOf, each, type Header, noise } from './noise.ts'
import { mostly } from './values.ts'

/** Headers for an operation: those that it needs, in all spellings, and some that nobody asked for. */
export const headersOf = (operation: Operation): Arbitrary<Header[]> =>
  fc
    .tuple(whoCalls(operation), keyOf(operation), seenOf(operation), typeOf(operation), more)
    .map((all) => all.flat())

const none = fc.constant<Header[]>([])

const noOne = fc.oneof(
  none,
  each(
    'Authorization',
    'Bearer {{ended}}',
    'bearer {{ada}}',
    'Bearer  {{ada}}',
    `Bearer ${MARK}`,
    'Bearer',
  ),
  each(
    'Authorization',
    '',
    'Basic YTpi',
    '{{ada}}',
    'Bearer {{ada}}, Bearer {{ben}}',
    `Bearer ${'x'.repeat(201)}`,
  ),
  each(
    'Cookie',
    'gavel_session={{ended}}',
    'gavel_session=',
    `gavel_session=${MARK}`,
    'gavel_session',
    MARK,
  ),
  each(
    'Cookie',
    'a=b; gavel_session={{ada}}',
    'gavel_session="{{ada}}"',
    'gavel_session={{ben}}; gavel_session=x',
  ),
  each(
    'Cookie',
    '__Host-gavel_session={{ada}}',
    'gavel_session=%7B',
    'gavel_session={{ada}} ',
    ';;=;',
  ),
  fc.constant<Header[]>([
    ['Authorization', 'Bearer {{ada}}'],
    ['Authorization', 'Bearer {{ben}}'],
  ]),
  fc.constant<Header[]>([
    ['Authorization', 'Bearer {{ended}}'],
    ['Cookie', 'gavel_session={{ada}}'],
  ]),
  fc.constant<Header[]>([
    ['Cookie', 'a=b'],
    ['Cookie', 'gavel_session={{ada}}'],
  ]),
  anyOf('Authorization'),
  anyOf('Cookie'),
)

/** Ada sells, Ben bids, and Dora has sold. */
const someone = fc.oneof(
  { weight: 8, arbitrary: each('Authorization', 'Bearer {{ada}}', 'Bearer {{ben}}') },
  { weight: 2, arbitrary: each('Cookie', 'gavel_session={{ada}}', 'gavel_session={{ben}}') },
  { weight: 1, arbitrary: each('Authorization', 'Bearer {{dora}}') },
)

function whoCalls({ who }: Operation): Arbitrary<Header[]> {
  if (who === 'user') return mostly(someone, noOne)
  if (who === 'operator')
    return mostly(each('Authorization', 'Bearer {{keeper}}'), fc.oneof(noOne, someone), 1)
  return fc.oneof({ weight: 4, arbitrary: none }, { weight: 3, arbitrary: someone }, noOne)
}

/** Four keys come again and again; most are new. */
function keyOf({ keyed }: Operation): Arbitrary<Header[]> {
  const name = 'Idempotency-Key'
  if (!keyed) return mostly(none, fc.oneof(each(name, 'key-of-nothing-at-all'), anyOf(name)), 40)
  return fc.oneof(
    { weight: 12, arbitrary: fc.uuid().map((key): Header[] => [[name, key]]) },
    { weight: 3, arbitrary: each(name, ...[1, 2, 3, 4].map((n) => `key-that-comes-again-${n}`)) },
    each(
      name,
      '"key-that-comes-again-1"',
      '"key-that-comes-again-2',
      'short',
      '',
      '""',
      'k'.repeat(255),
    ),
    each(
      name,
      'k'.repeat(256),
      `${MARK} ${MARK}`,
      'key-that-comes-again-1;a=1',
      "'key-that-comes-again'",
    ),
    fc.constant<Header[]>([
      [name, 'key-that-comes-again-1'],
      [name, 'key-that-comes-again-2'],
    ]),
    anyOf(name),
    none,
  )
}

const states = ['draft', 'scheduled', 'live', 'sold', 'withdrawn']
const tag = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(...states))
  .map(([version, status]) => `"${version}-${status}"`)
const usualTag = mostly(fc.constant('"1-draft"'), tag, 1)
const tags = fc.oneof(
  usualTag,
  fc.tuple(tag, usualTag).map((both) => both.join(', ')),
  fc.constantFrom(
    '*',
    '"1-draft", *',
    'W/"1-draft"',
    'w/"1-draft"',
    '1-draft',
    '',
    '""',
    ',',
    '"1-draft",',
  ),
  fc.constantFrom(
    `"${MARK}"`,
    '"9999999999-draft"',
    '"1-nothing"',
    '"a,b"',
    '"\u00e9"',
    '"1-draft" "2-draft"',
  ),
)

function seenOf({ matched }: Operation): Arbitrary<Header[]> {
  const match = (name: string) =>
    fc.oneof(
      tags.map((value): Header[] => [[name, value]]),
      anyOf(name),
    )
  if (matched) return mostly(mostly(match('If-Match'), each('If-Match', '*'), 2), none)
  return mostly(none, fc.oneof(match('If-None-Match'), match('If-Match')), 6)
}

function typeOf({ body }: Operation): Arbitrary<Header[]> {
  const name = 'Content-Type'
  const others = fc.oneof(
    each(
      name,
      'text/plain',
      'application/json; charset=latin1',
      'application/json-seq',
      '',
      'json',
      '*/*',
    ),
    each(
      name,
      'application/json;',
      'APPLICATION/JSON; Charset="UTF-8"',
      'application/json; charset=utf-8; a=b',
    ),
    each(
      name,
      'application/merge-patch+json',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'text/x-component',
    ),
    each(name, 'application/x-www-form-urlencoded', 'application/json, text/plain'),
    anyOf(name),
    none,
  )
  return body ? mostly(each(name, 'application/json'), others, 20) : mostly(none, others, 20)
}

const more = fc.oneof(
  { weight: 3, arbitrary: none },
  { weight: 2, arbitrary: noise },
  { weight: 1, arbitrary: fc.tuple(noise, noise).map((both) => both.flat()) },
)
