import type { Shapes } from './article.ts'
import { rowsOf, shapeOf } from './fields.ts'
import { type Html, html } from './html.ts'
import { isProblem } from './problems.ts'

/** Every shape that has a name, but for the problems. */
export const shapesSection = (shapes: Shapes): Html => html`
<section>
  <h2 id="shapes">Shapes</h2>
  <p>What is asked and answered, by its name. No object takes a field that is not here.</p>${Object.entries(
    shapes,
  )
    .filter(([, schema]) => !isProblem(schema))
    .map(
      ([name, schema]) => html`
  <article id="${name}">
    <h3><a href="#${name}">${name}</a></h3>
    ${'properties' in schema ? html`<table>${rowsOf(schema)}</table>` : html`<p>${shapeOf(schema)}</p>`}
  </article>`,
    )}
</section>`
