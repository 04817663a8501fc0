import { basename } from 'node:path'
import type { Check, Finding } from '../report.ts'
import { lineAt } from '../tree.ts'

const LISTS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/

/** Dependencies that are the same on every machine, whatever its registry. */
export const pins: Check = {
  name: 'pins',
  run(tree) {
    const lists = [...tree].filter(([path]) => basename(path) === 'package.json')
    const locks = [...tree].filter(([path]) => basename(path) === 'package-lock.json')
    const pinned = lists.flatMap(([path, text]) => dependenciesOf(path, text))
    return {
      seen: { dependencies: pinned.length, 'lock files': locks.length },
      findings: [
        ...pinned
          .filter(({ version }) => !EXACT.test(version))
          .map(({ file, line, name, version }) => ({
            file,
            line,
            says: `takes ${name} at ${version}: pin one version exactly.`,
          })),
        ...locks.flatMap(([path, text]) => addressesIn(path, text)),
      ],
    }
  },
}

type Dependency = { file: string; line: number; name: string; version: string }

function dependenciesOf(file: string, text: string): Dependency[] {
  const described = JSON.parse(text) as Record<string, Record<string, string> | undefined>
  return LISTS.flatMap((list) => Object.entries(described[list] ?? {})).map(([name, version]) => ({
    file,
    line: lineAt(text, Math.max(0, text.indexOf(`"${name}": "${version}"`))),
    name,
    version,
  }))
}

const addressesIn = (file: string, text: string): Finding[] =>
  [...text.matchAll(/"resolved": "https?:/g)].slice(0, 1).map((match) => ({
    file,
    line: lineAt(text, match.index),
    says: 'holds the address a package came from: install with the .npmrc of this repository.',
  }))
