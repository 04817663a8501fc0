import { basename, dirname } from 'node:path'
import type { Difference as Listed } from '@gavel/e2e/differences'
import { link } from '../link.ts'
import type { Parting } from './comments.ts'

/** A subject on which the apps differ, with the TWIN comments of each. */
export type Difference = { id: string; express: Parting[]; next: Parting[] }

const PROBE = 'docs/frameworks-bare.md'

/** docs/differences.md: what clients see, then what the code says. */
export const differencesPage = (
  differences: readonly Difference[],
  listed: readonly Listed[],
): string =>
  [
    '# Differences between the apps',
    '',
    'Generated from [e2e/differences/list.ts](../e2e/differences/list.ts) and the TWIN comments in the code by `npm run check -- --write`. A test pins both sides of each difference that clients see, so that a framework upgrade which changes it is noticed. Money, authorisation, privacy and the order of events never differ.',
    '',
    `## ${listed.length} differences that clients see`,
    '',
    ...listed.flatMap(section),
    `## ${differences.length} differences in the code`,
    '',
    '|  | Express | Next.js |',
    '| --- | --- | --- |',
    ...differences.map(
      ({ id, express, next }) => `| \`${id}\` | ${comments(express)} | ${comments(next)} |`,
    ),
    '',
  ].join('\n')

const section = ({ title, express, next, why, change, probe }: Listed): string[] => [
  `### ${title}`,
  '',
  `- **Express:** ${express}`,
  `- **Next.js:** ${next}`,
  `- **Why:** ${why}${probe ? ` (case ${probe} of [the bare frameworks](${basename(PROBE)}))` : ''}`,
  `- **To change it:** ${change}`,
  '',
]

const comments = (partings: Parting[]): string =>
  partings
    .map(({ says, file, line }) => `${escaped(capital(says))} ${link(nameOf(file), file, line)}`)
    .join('<br><br>')

const nameOf = (file: string): string => `${basename(dirname(file))}/${basename(file)}`

const capital = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase())

const escaped = (text: string): string => text.replaceAll('|', String.raw`\|`)
