import type { oas31 } from 'zod-openapi'
import type { Operation } from '../operation.ts'
import { type ProblemCode, PROBLEMS } from '../problems.ts'
import { errorCodesOf } from '../operation-errors.ts'
import { curlOf } from './example.ts'
import { row, rowsOf, type Schema, shapeOf } from './fields.ts'
import { type Html, html, inline, prose } from './html.ts'

const WHO = {
  all: 'Everybody may.',
  user: 'For whoever is signed in.',
  operator: 'For the operator, who holds the closings secret.',
}

/** The document's shapes by their names. */
export type Shapes = Record<string, Schema>

/** One operation: all that is asked of its caller, and all that is answered. */
export function article(
  operation: Operation,
  described: oas31.OperationObject,
  shapes: Shapes,
): Html {
  const { name, method, path, summary, description, who } = operation
  return html`
  <article id="${name}">
    <h3><a href="#${name}">${name}</a> <code>${method} ${path}</code></h3>
    <p>${inline(summary)} ${WHO[who]}</p>
    ${description ? prose(description) : null}
    ${asked(described, shapes)}
    ${answered(described)}
    ${refused(errorCodesOf(operation))}
    <pre><code>${curlOf(operation)}</code></pre>
  </article>`
}

const table = (title: string, rows: Html[]): Html | null =>
  rows.length === 0
    ? null
    : html`<h4>${title}</h4>
    <table>${rows}</table>`

/** What is sent in the path, the query, the headers and the body. */
function asked({ parameters = [], requestBody }: oas31.OperationObject, shapes: Shapes) {
  const given = (parameters as oas31.ParameterObject[]).map(
    ({ name, in: place, required, schema = {} }) =>
      row(name, schema, [place, required ? '' : 'optional']),
  )
  const body = requestBody as oas31.RequestBodyObject | undefined
  const named = body?.content['application/json']?.schema as oas31.ReferenceObject | undefined
  const fields = shapes[named?.$ref.split('/').at(-1) ?? ''] ?? {}
  return table('Asked', [...given, ...rowsOf(fields, 'body')])
}

/** What comes where all goes well. */
function answered({ responses = {} }: oas31.OperationObject) {
  const well = Object.entries(responses).filter(([status]) => Number(status) < 400)
  return table(
    'Answered',
    well.map(([status, answer]) => {
      const { description, content = {} } = answer as oas31.ResponseObject
      const [type, media] = Object.entries(content)[0] ?? []
      const body = type === 'application/json' ? shapeOf(media?.schema ?? {}) : (type ?? 'no body')
      return html`
      <tr><th scope="row">${status}</th><td>${body}</td><td>${description}</td></tr>`
    }),
  )
}

/** Every "no" that there may be. */
const refused = (codes: ProblemCode[]) =>
  table(
    'Refused',
    codes.map(
      (code) => html`
      <tr>
        <th scope="row">${PROBLEMS[code].status}</th>
        <td><a href="#${code}"><code>${code}</code></a></td>
        <td>${PROBLEMS[code].title}.</td>
      </tr>`,
    ),
  )
