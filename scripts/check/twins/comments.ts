import { type Source, sourcesOf } from '../source.ts'
import type { Tree } from '../tree.ts'

/** What a file says at the line where the frameworks part. */
export type Parting = { id: string; says: string; file: string; line: number }

const MARK = /TWIN\(([^)]*)\):?\s*/

/** Every `TWIN(id): …` in the comments of apps and packages, up to the end of its paragraph. */
export const partingsIn = (tree: Tree): Parting[] =>
  sourcesOf(tree)
    .filter(({ path }) => /^(apps|packages)\//.test(path))
    .flatMap(partingsOf)

const partingsOf = (source: Source): Parting[] =>
  paragraphsOf(source).flatMap(({ text, line }) => {
    const [mark, id] = MARK.exec(text) ?? []
    if (mark === undefined || id === undefined) return []
    const before = text.slice(0, text.indexOf(mark))
    const says = text.slice(before.length + mark.length)
    return [
      {
        id,
        says: says.replaceAll(/\s+/g, ' ').trim(),
        file: source.path,
        line: line + before.split('\n').length - 1,
      },
    ]
  })

type Paragraph = { text: string; line: number }

/** The comments of a file, cut where a paragraph ends: at an empty line, a tag, or the next mark. */
function paragraphsOf(source: Source): Paragraph[] {
  const lines = source.comments.flatMap(({ type, value, start }) =>
    value.split('\n').map((text, index) => ({
      text: type === 'Block' ? text.replace(/^\s*\*+ ?/, '') : text.replace(/^ /, ''),
      line: source.lineAt(start) + index,
    })),
  )
  const paragraphs: Paragraph[] = []
  let last = 0
  for (const { text, line } of lines) {
    const isNew = line !== last + 1 || /^\s*(@|TWIN\(|$)/.test(text)
    const open = paragraphs.at(-1)
    if (isNew || !open) paragraphs.push({ text, line })
    else open.text += `\n${text}`
    last = line
  }
  return paragraphs
}
