import { basename, dirname } from 'node:path'
import { link } from '../link.ts'
import type { Parting } from './comments.ts'
import { EXCEPTIONS, type Exception } from './exceptions.ts'

/** One thing in which the twins differ, and what each says of it. */
export type Difference = { id: string; express: Parting[]; next: Parting[] }

/** docs/differences.md: what each twin says where the frameworks part, then the named exceptions. */
export const differencesPage = (differences: Difference[], exceptions: Exception[]): string =>
  [
    '# The differences',
    '',
    'Where Express and Next.js part, both files say so at the line, as `TWIN(id)`. This page is written from those comments by `npm run check -- --write`; `npm run check` fails where it is no longer true.',
    '',
    `## ${differences.length} places where the frameworks part`,
    '',
    '|  | Express | Next.js |',
    '| --- | --- | --- |',
    ...differences.map(
      ({ id, express, next }) => `| \`${id}\` | ${told(express)} | ${told(next)} |`,
    ),
    '',
    `## ${exceptions.length} named exceptions`,
    '',
    'An answer that leaves before any code of ours can run. Each is seen on a bare app of the framework, is told to whoever runs the suite, and fails the tests as soon as its twin no longer needs it.',
    '',
    ...exceptions.flatMap(exceptionSection),
  ].join('\n')

const told = (partings: Parting[]): string =>
  partings
    .map(({ says, file, line }) => `${escaped(capital(says))} ${link(nameOf(file), file, line)}`)
    .join('<br><br>')

const nameOf = (file: string): string => `${basename(dirname(file))}/${basename(file)}`

const capital = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase())

const escaped = (text: string): string => text.replaceAll('|', String.raw`\|`)

function exceptionSection(exception: Exception): string[] {
  const { twin, otherwise, instead, reason, line } = exception
  const name = twin === 'next' ? 'Next.js' : 'Express'
  return [
    `### ${capital(exception.case)}`,
    '',
    `${name} gives ${instead}, where the contract has ${otherwise}. ${reason} ${link(basename(EXCEPTIONS), EXCEPTIONS, line)}`,
    '',
  ]
}
