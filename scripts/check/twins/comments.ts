import type { Tree } from '../tree.ts'

/** What a file says at the line where the frameworks differ. */
export type Parting = { id: string; says: string; file: string; line: number }

/** A line that is a comment, or is inside a block of them. */
const COMMENT = /^\s*(?:\{?\/\*\*?|\/\/|\*(?!\/)) ?(.*?)\s*(?:\*\/\}?)?$/
const MARK = /TWIN\(([^)]*)\):?\s*(.*)$/

/** Every `TWIN(id): …` in the comments of apps and packages, to the end of its paragraph. */
export const partingsIn = (tree: Tree): Parting[] =>
  [...tree]
    .filter(([file]) => /^(apps|packages)\/.*\.tsx?$/.test(file))
    .flatMap(([file, text]) => partingsOf(file, text))

function partingsOf(file: string, text: string): Parting[] {
  if (!text.includes('TWIN(')) return []
  const lines = text.split('\n').map((line) => COMMENT.exec(line)?.[1])
  return lines.flatMap((line, index) => {
    const [, id, start] = MARK.exec(line ?? '') ?? []
    if (id === undefined) return []
    const rest = lines.slice(index + 1)
    const end = rest.findIndex((next) => !next || /^@|TWIN\(/.test(next))
    const says = [start, ...rest.slice(0, end === -1 ? undefined : end)].join(' ').trim()
    return [{ id, says, file, line: index + 1 }]
  })
}
