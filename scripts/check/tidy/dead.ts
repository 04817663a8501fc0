import type { Check } from '../report.ts'
import { sourcesOf } from '../source.ts'
import { isEntry, unreached } from './reach.ts'
import { namesTaken, untaken } from './taken.ts'

const CONTRACT = 'packages/contracts/src/'

/** Files that nobody reaches, and exports that nobody takes. */
export const dead: Check = {
  name: 'dead',
  run(tree) {
    const sources = sourcesOf(tree)
    const entries = sources.filter(({ path }) => isEntry(tree, path))
    const taken = namesTaken(sources)
    return {
      seen: {
        files: sources.length,
        'entry points': entries.length,
        exports: sources.flatMap(({ gives }) => gives).length,
      },
      findings: [
        ...unreached(tree, sources, entries),
        ...sources
          .filter((source) => !entries.includes(source) && !source.path.startsWith(CONTRACT))
          .flatMap((source) => untaken(source, taken)),
      ],
    }
  },
}
