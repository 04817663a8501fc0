import { describe, expect, it } from 'vitest'
import { api, type Operation, PROBLEMS, referencePage } from '../src/index.ts'
import { exampleOf } from '../src/reference/example.ts'
import { html, prose } from '../src/reference/html.ts'

const operations = Object.values<Operation>(api)
const page = referencePage('')
const all = (pattern: RegExp): string[] => [...page.matchAll(pattern)].map(([, name = '']) => name)

describe('the reference', () => {
  it('has one place for each operation and each problem', () => {
    const ids = all(/ id="([^"]+)"/g)

    expect(ids).toEqual([...new Set(ids)])
    expect(ids).toEqual(expect.arrayContaining([...Object.keys(api), ...Object.keys(PROBLEMS)]))
  })

  it('links to nothing that is not on it', () => {
    const ids = all(/ id="([^"]+)"/g)

    expect(all(/ href="#([^"]+)"/g).filter((name) => !ids.includes(name))).toEqual([])
  })

  it('runs nothing, and loads nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe| src=| on\w+=|@import|url\(/i)
  })

  it.each(operations.filter(({ body }) => body))(
    'shows a call of $name that the house would read',
    ({ body }) => {
      const example = body && exampleOf(body)

      expect(body?.safeParse(example)).toMatchObject({ success: true })
    },
  )
})

describe('text in HTML', () => {
  it('stays text, in content and in attributes', () => {
    const text = `<b class="x">'&'</b>`

    const written = html`<p title="${text}">${text} ${[text]}</p>`

    const escaped = '&lt;b class=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;'
    expect(written).toEqual({ html: `<p title="${escaped}">${escaped} ${escaped}</p>` })
  })

  it('stays text in prose, where backquotes make code of it', () => {
    const written = html`${prose('A `<b>`.\n\nOr <i>.')}`

    expect(written).toEqual({ html: '<p>A <code>&lt;b&gt;</code>.</p><p>Or &lt;i&gt;.</p>' })
  })
})
