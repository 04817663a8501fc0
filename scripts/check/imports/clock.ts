import type { Finding } from '../report.ts'
import { type Source, visit } from '../source.ts'

const STORES = new Set(['openStoreOn', 'steppedClock'])

/**
 * An app has the database's clock and no other: a store on a clock of one's own is for the seed and
 * for tests. So the door of packages/db gives none away, and no app hands a clock to anything.
 */
export function otherClocks(source: Source): Finding[] {
  const say = (line: number, says: string): Finding => ({ file: source.path, line, says })
  if (source.path === 'packages/db/src/index.ts')
    return source.gives
      .filter(({ name }) => STORES.has(name))
      .map(({ name, line }) =>
        say(line, `gives ${name} to everybody: apps have no clock but the database's.`),
      )
  if (!source.path.startsWith('apps/')) return []
  const findings = source.takes
    .filter(({ name }) => STORES.has(name))
    .map(({ name, line }) => say(line, `imports ${name}: open the store with openStore.`))
  visit(source, {
    Property({ key, start }) {
      if (key.type === 'Identifier' && key.name === 'clock')
        findings.push(
          say(source.lineAt(start), `hands over a clock: the house's is that of its database.`),
        )
    },
  })
  return findings
}
