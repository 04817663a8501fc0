import { posix } from 'node:path'
import { placeOf, workspaceOf } from '../imports/place.ts'
import type { Finding } from '../report.ts'
import { type Source, visit } from '../source.ts'
import type { Tree } from '../tree.ts'

/** Files that somebody finds by their place or name, and nobody imports. */
const ENTRIES = [
  /\.(test|story)\.tsx?$/, // the test runner
  /\/vitest\.config\.ts$|^e2e\/story\/[^/]+\.ts$/, // the test runner, and what its configuration names
  /^packages\/db\/prisma\.config\.ts$/, // Prisma
  /^apps\/next-fullstack\/next\.config\.ts$/, // Next, as the following
  /^(apps\/next-fullstack\/src|workshop\/probe\/next)\/(proxy|instrumentation)\.ts$/,
  /^(apps\/next-fullstack\/src|workshop\/probe\/next)\/app\/(.*\/)?(route|page|layout|loading|error|not-found)\.tsx?$/,
  /^workshop\/probe\/express\/app\.ts$/, // the probe, which runs it in its own folder
  /\.d\.ts$/, // TypeScript
]

/** Whether a file needs nobody to import it. */
export function isEntry(tree: Tree, path: string): boolean {
  return ENTRIES.some((entry) => entry.test(path)) || namedByPackages(tree).has(path)
}

const named = new WeakMap<Tree, Set<string>>()

/** The files that a package.json runs in a script. */
function namedByPackages(tree: Tree): Set<string> {
  const known = named.get(tree)
  if (known) return known
  const files = [...tree]
    .filter(([path]) => posix.basename(path) === 'package.json')
    .flatMap(([path, text]) =>
      [...text.matchAll(/[\w./-]+\.(ts|mjs)\b/g)].map(([file]) =>
        posix.join(posix.dirname(path), file),
      ),
    )
  named.set(tree, new Set(files))
  return new Set(files)
}

/** The files that cannot be reached from an entry, from import to import. */
export function unreached(tree: Tree, sources: Source[], entries: Source[]): Finding[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const reached = new Set<Source>()
  const next = [...entries]
  for (let source = next.pop(); source; source = next.pop()) {
    if (reached.has(source)) continue
    reached.add(source)
    for (const file of filesNamedIn(tree, source)) {
      const target = byPath.get(file)
      if (target) next.push(target)
    }
  }
  return sources
    .filter((source) => !reached.has(source))
    .map(({ path }) => ({
      file: path,
      line: 1,
      says: 'is reached from no entry point: import it somewhere, or take it away.',
    }))
}

/** The files that a file imports, and those that it names in a text, as to run them. */
function filesNamedIn(tree: Tree, source: Source): string[] {
  const files = source.takes.flatMap(({ from }) => {
    const place = placeOf(from, source.path)
    if (place.kind === 'file') return [place.path]
    return place.kind === 'package' ? doorOf(tree, from) : []
  })
  visit(source, {
    Literal({ value }) {
      if (typeof value !== 'string' || !/\.(ts|mjs)$/.test(value)) return
      const folders = [posix.dirname(source.path), workspaceOf(source.path), '.']
      files.push(...folders.map((folder) => posix.join(folder, value)))
    },
  })
  return files
}

/** The file behind a door of one of our packages. */
function doorOf(tree: Tree, from: string): string[] {
  const [, folder, door = ''] = /^@gavel\/([^/]+)(\/.+)?$/.exec(from) ?? []
  const text = folder && tree.get(`packages/${folder}/package.json`)
  if (!text) return []
  const { exports = {} } = JSON.parse(text) as { exports?: Record<string, string> }
  const exact = exports[`.${door}`]
  if (exact) return [posix.join('packages', folder, exact)]
  return [posix.join('packages', folder, door)]
}
