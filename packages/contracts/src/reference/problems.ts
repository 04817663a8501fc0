import type { z } from 'zod'
import { createSchema, type oas31 } from 'zod-openapi'
import { plain } from '../openapi/plain.ts'
import { PROBLEM_VIEWS } from '../problem-views.ts'
import { type ProblemCode, PROBLEMS } from '../problems.ts'
import { type Schema, shapeOf } from './fields.ts'
import { type Html, html } from './html.ts'

/** What every problem tells; its other fields are the facts of that one. */
const TOLD = ['type', 'title', 'status', 'code']
export const isProblem = (schema: Schema): boolean =>
  'properties' in schema && TOLD.every((name) => name in (schema.properties ?? {}))

/** Every problem with its facts. */
export const problemsSection = (): Html => html`
<section>
  <h2 id="problems">Problems</h2>
  <p>Each tells its <code>type</code>, <code>title</code>, <code>status</code> and <code>code</code>, and the facts that stand here.</p>
  <table>${Object.entries(PROBLEM_VIEWS).map(problemRow)}</table>
</section>`

function problemRow([code, view]: [string, z.ZodType]): Html {
  const { properties = {} } = createSchema(view, { opts: { override: plain } })
    .schema as oas31.SchemaObject
  const facts = Object.entries(properties).filter(([name]) => !TOLD.includes(name))
  const { status, title } = PROBLEMS[code as ProblemCode]
  return html`
    <tr id="${code}">
      <th scope="row">${status} <code>${code}</code></th>
      <td>${title}.</td>
      <td>${facts.map(([name, schema]) => html`<code>${name}</code>: ${shapeOf(schema)}`)}</td>
    </tr>`
}
