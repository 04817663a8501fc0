import type { Operation } from '@gavel/contracts'
import fc, { type Arbitrary } from 'fast-check'
import { MARK } from './mark.ts'
import { mostly, schemaOf, valid } from './values.ts'

/** The lots of a conversation, by how they began in it; `new` is the last that came in. */
export const LOTS = [
  'draft',
  'scheduled',
  'live',
  'bid',
  'sold',
  'unsold',
  'withdrawn',
  'new',
] as const

/** Targets for an operation: its path with an id of a kind, and a query. */
export const targetOf = (operation: Operation): Arbitrary<string> =>
  fc.tuple(pathOf(operation), queryOf(operation)).map((parts) => parts.join(''))

/** Most is done to what is not over. */
const oneOfOurs = fc
  .constantFrom(...LOTS, 'draft', 'new', 'new', 'live', 'live', 'bid')
  .map((lot) => `{{${lot}}}`)

/** What stands where an id should. It is sent as it is, so that nothing puts it in order. */
const noId = fc.oneof(
  fc.constantFrom(
    '01890000-0000-7000-8000-000000000000',
    '{{ada id}}',
    '{{LIVE}}',
    '{{encoded}}',
    '{{live}}%00',
  ),
  fc.constantFrom('01890000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
  fc.constantFrom(
    '1',
    MARK,
    'null',
    '%2e%2e%2f',
    '%ff',
    '%',
    '%ED%A0%80',
    '%F0%9F%94%A8',
    '{{live}}.json',
  ),
  fc.constantFrom(
    '{{{live}}}',
    '%7B{{live}}%7D',
    '{{live}},{{bid}}',
    '[lotId]',
    'index',
    'constructor',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }).map((id) => encodeURIComponent(id.toWellFormed())),
  fc.string({ maxLength: 20 }).map((id) => id.replaceAll(/[^!-~]/g, '')),
)

const pathOf = ({ path }: Operation): Arbitrary<string> =>
  mostly(mostly(oneOfOurs, noId, 8), noId, 30).chain((id) => {
    const well = path.replace('{lotId}', id)
    return mostly(fc.constant(well), spoilt(well), 15)
  })

/** A path that is nearly one. What the frameworks read otherwise by their nature is left out later. */
const spoilt = (path: string): Arbitrary<string> =>
  fc.oneof(
    fc
      .constantFrom(
        '/',
        '/x',
        '/index',
        '.json',
        '.rsc',
        '.txt',
        ';x=1',
        '%20',
        '%2F',
        '%00',
        '#x',
        ':',
        '+',
      )
      .map((end) => path + end),
    fc
      .constantFrom('/api/_next', '/api/api', '/api/./', '/api/x/..', '/api/')
      .map((start) => path.replace('/api', start)),
    fc.nat(path.length - 1).map((at) => changed(path, at, (letter) => letter.toUpperCase())),
    fc.nat(path.length - 1).map((at) => changed(path, at, () => '')),
    fc.nat(path.length - 1).map((at) => changed(path, at, percentEncoded)),
    fc
      .tuple(
        fc.nat(path.length - 1),
        fc.constantFrom('%', '/', '\\', '"', '<', '|', '^', '`', '~', '%C3%A9', '%FF'),
      )
      .map(([at, more]) => changed(path, at, (letter) => letter + more)),
  )

/** Changes one letter after `/api/`, and none of a placeholder's. */
function changed(path: string, at: number, change: (letter: string) => string): string {
  const letter = path[at] ?? ''
  if (at < '/api/'.length || /[{} ]/.test(letter) || isWithin(path, at)) return path
  return path.slice(0, at) + change(letter) + path.slice(at + 1)
}

const percentEncoded = (letter: string): string => `%${letter.charCodeAt(0).toString(16)}`

const isWithin = (path: string, at: number): boolean =>
  path.lastIndexOf('{{', at) > path.lastIndexOf('}}', at)

/** Queries for an operation: what it takes in any spelling, and what it does not. */
function queryOf({ query }: Operation): Arbitrary<string> {
  if (!query) return mostly(fc.constant(''), strayQuery, 15)
  const { properties = {} } = schemaOf(query)
  const parameters = Object.entries(properties).map(([name, schema]) => {
    const value = valid(schema, name).map((given) => [`${name}=${encoded(String(given))}`])
    return mostly(value, fc.constant<string[]>([]), 1)
  })
  const well = fc.tuple(...parameters).map((given) => {
    const all = given.flat()
    return all.length > 0 ? `?${all.join('&')}` : ''
  })
  const spoiltQuery = fc.tuple(well, strayQuery).map(([one, other]) => `${one}&${other.slice(1)}`)
  return fc.oneof(
    { weight: 12, arbitrary: well },
    { weight: 1, arbitrary: spoiltQuery.map((both) => both.replace(/^&/, '?')) },
    { weight: 2, arbitrary: strayQuery },
  )
}

/** As a form would, but for placeholders. */
const encoded = (value: string): string =>
  /^\{\{[^}]+\}\}\d?$/.test(value) ? value : encodeURIComponent(value.toWellFormed())

const strayQuery = fc.oneof(
  fc.constantFrom(
    '?',
    '?&',
    '?=',
    '?limit',
    '?limit=',
    '?limit=%31',
    '?limit=1&limit=1',
    '?limit=+1',
  ),
  fc.constantFrom(
    '?limit=0',
    '?limit=101',
    '?limit=1e1',
    '?limit=001',
    '?limit[]=1',
    '?LIMIT=1',
    '?limit=1;q=2',
  ),
  fc.constantFrom(
    '?q=%ff',
    '?q=%',
    '?q=%00',
    '?q=%ED%A0%80',
    '?q=+',
    '?q=a%20b',
    '?q=a//b',
    '?q=\\',
  ),
  fc.constantFrom(
    `?${MARK}=1`,
    `?q=${MARK}&status=${MARK}`,
    '?constructor=1',
    '?__proto__=1',
    '?toString=1',
  ),
  fc.constantFrom(
    '?_rsc=1',
    '?nxtPlotId=1',
    '?lotId={{live}}',
    '?nxtPlotId={{live}}',
    '?amp=1',
    '?__nextLocale=en',
    '?limit=1#x',
    '?a?b',
  ),
  fc.constantFrom(
    '?status=draft',
    '?status=live&status=sold',
    '?seller=1',
    '?after=',
    '?after=a:1',
    '?cursor=',
  ),
  fc.constantFrom(
    `?q=${'x'.repeat(101)}`,
    `?cursor=${'x'.repeat(1001)}`,
    `?q=${'%CC%81'.repeat(40)}`,
  ),
  fc
    .string({ unit: 'binary', maxLength: 20 })
    .map((value) => `?q=${encodeURIComponent(value.toWellFormed())}`),
  fc.string({ maxLength: 12 }).map((value) => `?${value.replaceAll(/[^!-~]/g, '')}`),
)
