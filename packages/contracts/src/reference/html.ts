/** A piece of HTML, as `html` made it. */
export type Html = { html: string }

/** What may stand in a template: text, which is escaped; HTML, which is not; or several of these. */
type Part = string | number | Html | null | undefined | readonly Part[]

/** Writes HTML. Whatever is put in as text stays text, in content and in quoted attributes. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html => ({
  html: strings.map((string, at) => string + written(parts[at])).join(''),
})

function written(part: Part): string {
  if (part === null || part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return 'html' in part ? part.html : part.map(written).join('')
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

/** Text with `code` in backquotes, and paragraphs after empty lines. */
export const prose = (text: string): Html[] =>
  text.split('\n\n').map((paragraph) => html`<p>${inline(paragraph)}</p>`)

/** The same, for one line. */
export const inline = (text: string): (string | Html)[] =>
  text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))

/** A link to what has this name on the same page. */
export const linkTo = (name: string): Html => html`<a href="#${name}">${name}</a>`
