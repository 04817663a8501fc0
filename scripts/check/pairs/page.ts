import { basename } from 'node:path'
import { link } from '../link.ts'
import { sourcesUnder } from '../source.ts'
import type { Tree } from '../tree.ts'
import type { Handled } from './handlers.ts'
import type { Operation } from './operations.ts'

const USE_CASES = 'packages/domain/src/use-cases'

/** An operation and where to find it in each layer. */
export type Row = {
  operation: Operation
  express: Handled[]
  next: Handled[]
  chapters: string[]
}

/** docs/pairs.md: one row for each operation. */
export function pairsPage(tree: Tree, rows: Row[]): string {
  return [
    '# The pairs',
    '',
    'Every operation of the contract, from its declaration to the chapters of the story that call it. Written from the code by `npm run check -- --write`; `npm run check` fails where it is no longer true.',
    '',
    'A dash under the use case: the answer comes from the process, the rooms, or the contract itself. The chapters are those that ask for it by name or address; the chapters of the door walk through all operations besides.',
    '',
    '| operation | asked as | contract | use case | Express | Next.js | chapters |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => rowOf(tree, row)),
    '',
  ].join('\n')
}

function rowOf(tree: Tree, { operation, express, next, chapters }: Row): string {
  const { name, method, path, file, line } = operation
  const cells = [
    `\`${name}\``,
    `\`${method} ${path}\``,
    link(basename(file), file, line),
    useCase(tree, name),
    express.map((at) => link(`routes/${basename(at.file)}`, at.file, at.line)).join(' '),
    next.map((at) => link(afterApi(at.file), at.file, at.line)).join(' '),
    chapters.map((chapter) => link(titleOf(chapter), chapter)).join(', ') || '–',
  ]
  return `| ${cells.join(' | ')} |`
}

const afterApi = (file: string): string => file.slice(file.indexOf('/api/') + 1)

const titleOf = (chapter: string): string =>
  chapter.slice(chapter.indexOf('/story/') + 7).replace(/(\.story)?\.ts$/, '')

/** Links to the exported use case that has the name of the operation; a dash without one. */
function useCase(tree: Tree, name: string): string {
  for (const { path, gives } of sourcesUnder(tree, USE_CASES)) {
    const given = gives.find((one) => one.name === name)
    if (given) return link(basename(path), path, given.line)
  }
  return '–'
}
