import type { oas31 } from 'zod-openapi'
import { chapters } from './api.ts'
import { asyncapi, openapi } from './documents.ts'
import { API_POLICY, policyHeader } from './http/security.ts'
import { openapiDocument } from './openapi.ts'
import type { Operation } from './operation.ts'
import { article, type Shapes } from './reference/article.ts'
import { type Html, html, linkTo, prose } from './reference/html.ts'
import { problemsSection } from './reference/problems.ts'
import { shapesSection } from './reference/shapes.ts'

const { info, tags = [], paths = {}, components = {} } = openapiDocument
const shapes = (components.schemas ?? {}) as Shapes
const titleOf = (tag: string): string => tag.replace(/^./, (letter) => letter.toUpperCase())

/** A page that is itself and nothing else: it has its look with it, and may load and run nothing. */
export const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'public, max-age=300',
  'Content-Security-Policy': policyHeader({ ...API_POLICY, 'style-src': ["'unsafe-inline'"] }),
} as const

/** The operations as a page for people, in a look that the caller gives as a stylesheet. */
export const referencePage = (stylesheet: string): string =>
  html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="description" content="Every operation of the house, with all that it takes and answers.">
  <title>${info.title}: the API</title>
  <style>${{ html: stylesheet }}</style>
</head>
<body class="reference">
<header>
  <h1>${info.title}: the API</h1>
  ${prose(info.description ?? '')}
  <p>For tools: <a href="${openapi.path}">OpenAPI</a>, and <a href="${asyncapi.path}">AsyncAPI</a> for what the streams carry.</p>
</header>
<nav aria-label="Operations">${Object.entries(chapters).map(entry)}
  <p><a href="#shapes">Shapes</a></p>
  <p><a href="#problems">Problems</a></p>
</nav>
<main>${Object.entries(chapters).map(chapter)}
${shapesSection(shapes)}
${problemsSection()}
</main>
</body>
</html>
`.html

type Chapter = [tag: string, operations: Record<string, Operation>]

const entry = ([tag, operations]: Chapter): Html => html`
  <p><a href="#${tag}">${titleOf(tag)}</a>: ${Object.keys(operations).map((name) => html`${linkTo(name)} `)}</p>`

const chapter = ([tag, operations]: Chapter): Html => html`
<section>
  <h2 id="${tag}">${titleOf(tag)}</h2>
  <p>${tags.find(({ name }) => name === tag)?.description}</p>${Object.values(operations).map(
    (operation) => article(operation, describedBy(operation), shapes),
  )}
</section>`

/** What the document says of an operation. */
function describedBy({ path, method }: Operation): oas31.OperationObject {
  const item = paths[path] as Record<string, oas31.OperationObject> | undefined
  return item?.[method.toLowerCase()] ?? {}
}
