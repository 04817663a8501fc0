import { posix } from 'node:path'
import { placeOf, workspaceOf } from '../imports/place.ts'
import type { Finding } from '../report.ts'
import { type Source, visit } from '../source.ts'
import type { Tree } from '../tree.ts'

/** Files that somebody finds by their place or name, and nobody imports. */
const ENTRIES = [
  /\.(test|contract)\.tsx?$/, // the test runner
  /\/vitest\.config\.ts$|^e2e\/suite\/[^/]+\.ts$/, // the test runner, and what its configuration names
  /^packages\/db\/prisma\.config\.ts$/, // Prisma
  /\/next\.config\.ts$/, // Next, as the following
  /^(apps\/next-fullstack\/src|workshop\/probe\/next)\/(proxy|instrumentation)\.ts$/,
  /\/app\/(.*\/)?(route|page|layout|loading|(global-)?error|not-found)\.tsx?$/,
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
    for (const file of filesImportedBy(tree, source)) {
      const target = byPath.get(file)
      if (target) next.push(target)
    }
    const names = filesNamedIn(source)
    next.push(...sources.filter((one) => names.some((isIt) => isIt(one.path))))
  }
  return sources
    .filter((source) => !reached.has(source))
    .map(({ path }) => ({
      file: path,
      line: 1,
      says: 'is reached from no entry point: import it somewhere, or take it away.',
    }))
}

function filesImportedBy(tree: Tree, { path, takes }: Source): string[] {
  return takes.flatMap(({ from }) => {
    const place = placeOf(from, path)
    if (place.kind === 'file') return [place.path]
    return place.kind === 'package' ? doorOf(tree, from) : []
  })
}

/** Files that a file names in a text, as to run them: from itself, or from a folder of its workspace. */
function filesNamedIn(source: Source): ((path: string) => boolean)[] {
  const named: ((path: string) => boolean)[] = []
  const [here, workspace] = [posix.dirname(source.path), workspaceOf(source.path)]
  visit(source, {
    Literal({ value }) {
      if (typeof value !== 'string' || !/^[\w./-]+\.(ts|mjs)$/.test(value)) return
      if (value.startsWith('.')) named.push((path) => path === posix.join(here, value))
      else
        named.push(
          (path) =>
            path === value || (path.endsWith(`/${value}`) && path.startsWith(`${workspace}/`)),
        )
    },
  })
  return named
}

/** The file behind a door of one of our packages. */
function doorOf(tree: Tree, from: string): string[] {
  const [, folder, door = ''] = /^@gavel\/([^/]+)(\/.+)?$/.exec(from) ?? []
  const text = folder && tree.get(`packages/${folder}/package.json`)
  if (!text) return []
  const { exports = {} } = JSON.parse(text) as { exports?: Record<string, string> }
  return [posix.join('packages', folder, exports[`.${door}`] ?? door)]
}
