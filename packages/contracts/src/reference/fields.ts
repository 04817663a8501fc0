import type { oas31 } from 'zod-openapi'
import { type Html, html, inline, linkTo } from './html.ts'

export type Schema = oas31.SchemaObject | oas31.ReferenceObject

/** The fields of an object, one a row, each with where it stands and whether it may be left out. */
export function rowsOf(schema: Schema, place = ''): Html[] {
  const { properties = {}, required = [] } = schema as oas31.SchemaObject
  return Object.entries(properties).map(([name, field]) =>
    row(name, field, [place, required.includes(name) ? '' : 'optional']),
  )
}

/** One field: what it is called, what it must be, and what it means. */
export function row(name: string, schema: Schema, notes: string[] = []): Html {
  const noted = notes.filter(Boolean).join(', ')
  return html`<tr>
      <th scope="row"><code>${name}</code> ${noted ? html`<small>${noted}</small>` : null}</th>
      <td>${shapeOf(schema)}</td>
      <td>${inline(meaningOf(schema))}</td>
    </tr>`
}

function meaningOf(schema: Schema): string {
  const { description, anyOf = [] } = schema as oas31.SchemaObject
  return description ?? anyOf.map((one) => meaningOf(one)).join('')
}

/** What a value must be, in words; a shape that has a name is a link to it. */
export function shapeOf(schema: Schema): Html {
  if ('$ref' in schema && schema.$ref) return linkTo(schema.$ref.split('/').at(-1) ?? '')
  const { anyOf, items, properties, ...of } = schema as oas31.SchemaObject
  if (anyOf)
    return html`${joined(
      anyOf.map((one) => shapeOf(one)),
      ' or ',
    )}`
  if (of.const !== undefined) return html`<code>${JSON.stringify(of.const)}</code>`
  if (of.enum)
    return html`${joined(
      of.enum.map((one) => html`<code>${String(one)}</code>`),
      ' ',
    )}`
  if (items) return html`list of ${shapeOf(items)}${limitsOf(of)}`
  if (properties) return html`{ ${joined(Object.entries(properties).map(named), '; ')} }`
  return html`${of.format ?? [of.type ?? 'object'].flat().join(' or ')}${limitsOf(of)}`
}

const named = ([name, schema]: [string, Schema]): Html =>
  html`<code>${name}</code>: ${shapeOf(schema)}`

/** The bounds of a value, as the end of its sentence. */
function limitsOf(schema: oas31.SchemaObject): (Html | string)[] {
  const { minimum, maximum, minLength, maxLength, maxItems, format, pattern } = schema
  return [
    within(minimum, maximum),
    within(minLength, maxLength, ' characters'),
    within(undefined, maxItems),
    pattern && !format ? html`, <code>${pattern}</code>` : '',
  ]
}

function within(from: number | undefined, to: number | undefined, of = ''): string {
  if (from !== undefined && to !== undefined) return `, ${figure(from)} to ${figure(to)}${of}`
  if (from !== undefined) return `, at least ${figure(from)}${of}`
  return to === undefined ? '' : `, at most ${figure(to)}${of}`
}

const figure = (number: number): string => new Intl.NumberFormat('en-IE').format(number)

const joined = (parts: Html[], between: string): (Html | string)[] =>
  parts.flatMap((part, at) => (at === 0 ? [part] : [between, part]))
