import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Case } from './case.ts'
import { chapters } from './cases/index.ts'
import { readable } from './request.ts'
import type { Seen } from './seen.ts'
import type { Kind } from './servers.ts'

const names: Record<Kind, string> = { express: 'Express', next: 'Next.js' }

const require = createRequire(import.meta.url)
const versionOf = (name: string): string =>
  JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version

/** What was asked, in the versions that are installed. */
export const VERSIONS = `Express ${versionOf('express')} with ws ${versionOf('ws')}, Next.js ${versionOf('next')}, both on Node.js ${process.versions.node}.`

const LEFT_OUT = [
  [
    '19, 23, 31 to 33, 36 to 40: ids, cursors, sessions, rights, idempotency, limits, bids',
    'the house: [the suite](../packages/contracts/suite) asks both twins',
  ],
  ['42: exports, and how soon a cursor is let go', 'the house and its database'],
  ['43: uploads to Express', 'a parser, which is a package that is not installed here'],
  [
    '50, 51: resuming, peers that are gone or do not read',
    'rooms: [the suite and the drill](live.md)',
  ],
  ['Server-Sent Events through `compression` for Express', 'a package that is not installed here'],
  ["`next dev`, and Next.js on a server of one's own", 'another way to start it'],
]

/** The whole document; `sections` has one of every case. */
export function documentOf(sections: Map<string, string>): string {
  const parts = chapters.map(({ title, cases }) =>
    [`## ${title}`, ...cases.map(({ id }) => sections.get(id))].join('\n\n'),
  )
  return `${[introduction(), ...parts].join('\n\n')}\n`
}

/** The sections of a document, by the ids of their cases. */
export function sectionsOf(document: string): Map<string, string> {
  const blocks = document.trimEnd().split(/\n\n(?=##)/)
  return new Map(
    blocks.flatMap((block) => {
      const [, id] = /^### (\S+)/.exec(block) ?? []
      return id ? [[id, block]] : []
    }),
  )
}

/** The section of one case: what is sent, and a table of what each app did. */
export function sectionOf(asked: Case, { express, next }: Record<Kind, Seen>): string {
  const { id, title, send, how } = asked
  const rows = [...new Set([...Object.keys(express), ...Object.keys(next)])]
  return [
    `### ${id} ${title}`,
    how ?? (send && ['```http', readable(send()), '```'].join('\n')),
    tableOf([
      ['', names.express, names.next],
      ...rows.map((row) => [row, express[row] ?? '–', next[row] ?? '–']),
    ]),
  ].join('\n\n')
}

function introduction(): string {
  const corrections = chapters.flatMap(({ cases }) =>
    cases.flatMap(({ id, corrections = [] }) =>
      corrections.map(({ of, assumed, measured }) => [id, names[of], assumed, measured]),
    ),
  )
  return `# The frameworks, bare

${VERSIONS}

What an app of a few lines answers when nobody has thought of anything: [one in Express](../workshop/probe/express/app.ts), [one in Next.js](../workshop/probe/next/app/api), both in production form and with no setting of their own. Each request goes out byte for byte over a socket of its own, and what comes back is shown as it came: the first 200 characters of a body, ports and dates replaced by \`PORT\` and \`…\`. \`Date\`, \`Connection\`, \`Keep-Alive\` and \`X-Powered-By\` are shown in case 24.0 only.

Written by \`npm run probe\`; \`npm test\` asks again and fails where an answer is another. \`npm run probe -- 24 47.2\` asks those cases alone and prints them. What takes up to six minutes, 44 and 53.4, is asked again when a version is another, or with \`--wait\`.

## What was assumed, and is otherwise

${tableOf([['case', 'of', 'assumed', 'measured'], ...corrections])}

## What is not asked here

The first number of a case is that of its subject; what is left out needs more than a framework.

${tableOf([['subject', 'needs'], ...LEFT_OUT])}`
}

/** A table as the formatter wants it, its columns as wide as their widest cell. */
function tableOf(rows: string[][]): string {
  const [head = [], ...body] = rows
  const widths = head.map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: string[], fill = ' ') =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width, fill)).join(' | ')} |`
  return [line(head), line([], '-'), ...body.map((row) => line(row))].join('\n')
}
