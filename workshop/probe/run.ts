import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ask, type Case } from './case.ts'
import { chapters } from './cases/index.ts'
import { documentOf, sectionOf, sectionsOf, VERSIONS } from './document.ts'
import { buildNext, startServer } from './servers.ts'

// npm run probe                asks all cases and writes the document
// npm run probe -- --wait      the same, also those that wait for minutes
// npm run probe -- 24 47.2     asks these and prints them
// npm run probe -- --check     asks all that do not wait, and fails where the document says otherwise

const file = join(import.meta.dirname, '../../docs/frameworks-bare.md')
/** Cases that are asked at the same time. */
const AT_ONCE = 6

const { values: mode, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    wait: { type: 'boolean', default: false },
  },
})

const document = readFileSync(file, { encoding: 'utf8', flag: 'a+' })
const isOfTheseVersions = document.includes(VERSIONS)
const cases = chapters.flatMap((chapter) => chapter.cases)

if (wanted.length > 0) {
  const sections = await probe(cases.filter(({ id }) => wanted.some((name) => isNamed(id, name))))
  const inOrder = cases.flatMap(({ id }) => sections.get(id) ?? [])
  end(inOrder.join('\n\n') || 'There is no such case.', inOrder.length > 0)
}

if (mode.check) {
  const [measuredOn] = /(?<=on Node\.js )[\d.]+\d/.exec(document) ?? []
  if (measuredOn && measuredOn !== process.versions.node)
    end(`Not compared: the document is of Node.js ${measuredOn}, this is ${process.version}.`, true)
  if (!isOfTheseVersions) end(`The document is not of ${VERSIONS} Run npm run probe.`, false)
}

const isKept = ({ waits }: Case) => Boolean(waits && isOfTheseVersions && !mode.wait)
const kept = sectionsOf(document)
const measured = documentOf(
  new Map([...kept, ...(await probe(cases.filter((asked) => !isKept(asked))))]),
)
if (!mode.check) {
  writeFileSync(file, measured)
  end(`${cases.length} cases: docs/frameworks-bare.md`, true)
}
if (measured !== document) end(`${differences(measured)}\nRun npm run probe and look.`, false)
end(`${cases.length} cases, and the document says the same.`, true)

/** Asks cases of both apps, a few at the same time; answers their sections. */
async function probe(asked: Case[]): Promise<Map<string, string>> {
  buildNext()
  const [express, next] = await Promise.all([startServer('express'), startServer('next')])
  const sections = new Map<string, string>()
  // The last of the document start servers of their own or wait, and so go first.
  const queue = asked.toReversed().values()
  const work = async () => {
    for (const one of queue) {
      if (one.waits) console.error(`${one.id} ${one.title}: waiting`)
      const seen = await Promise.all([ask(one, express), ask(one, next)])
      sections.set(one.id, sectionOf(one, { express: seen[0], next: seen[1] }))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return sections
}

/** The lines that differ, under the titles of their cases. */
function differences(measured: string): string {
  const now = sectionsOf(measured)
  const differing = [...new Set([...kept.keys(), ...now.keys()])].filter(
    (id) => kept.get(id) !== now.get(id),
  )
  const lines = (section = '', other = '') =>
    section.split('\n').filter((line) => !other.split('\n').includes(line))
  const told = differing.flatMap((id) => [
    `case ${id}`,
    ...lines(kept.get(id), now.get(id)).map((line) => `- ${line}`),
    ...lines(now.get(id), kept.get(id)).map((line) => `+ ${line}`),
  ])
  return told.join('\n') || 'The words before or between the cases differ.'
}

function isNamed(id: string, name: string): boolean {
  return id === name || id.startsWith(`${name}.`)
}

function end(words: string, isWell: boolean): never {
  console[isWell ? 'log' : 'error'](words)
  process.exit(isWell ? 0 : 1)
}
