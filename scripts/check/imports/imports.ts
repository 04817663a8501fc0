import type { Check, Finding } from '../report.ts'
import { type Source, sourcesOf, type Taken } from '../source.ts'
import type { Tree } from '../tree.ts'
import { otherClocks } from './clock.ts'
import { OWNED, type Part, partOf } from './directions.ts'
import { frameworkWords } from './framework.ts'
import { listedIn, placeOf, workspaceOf } from './place.ts'

/** Imports point one way, through the doors of packages, to what a package.json lists. */
export const imports: Check = {
  name: 'imports',
  run(tree) {
    const sources = sourcesOf(tree)
    const count = (folder: string) =>
      sources.filter(({ path }) => path.startsWith(folder)).flatMap(({ takes }) => takes).length
    return {
      seen: { 'imports in apps': count('apps/'), 'imports in packages': count('packages/') },
      findings: sources.flatMap((source) => [
        ...source.takes.flatMap((taken) => flawsOf(tree, source, taken)),
        ...otherClocks(source),
        ...frameworkWords(source),
      ]),
    }
  },
}

function flawsOf(tree: Tree, source: Source, taken: Taken): Finding[] {
  const part = partOf(source.path)
  const flaw = part
    ? flawOf({ tree, path: source.path, taken, part })
    : 'is in a folder of which nobody has said what it may import: say so in scripts/check/imports/directions.ts.'
  return flaw ? [{ file: source.path, line: taken.line, says: flaw }] : []
}

type Asked = { tree: Tree; path: string; taken: Taken; part: Part }

function flawOf(asked: Asked): string | null {
  const { path, taken, part } = asked
  const place = placeOf(taken.from, path)
  switch (place.kind) {
    case 'file':
      return wayRound(asked, place.path)
    case 'node':
      return part.node?.includes(place.name) === false
        ? `imports ${place.name}, and ${part.under} does without: leave that to whoever calls it.`
        : null
    case 'package':
      return closedDoor(asked) ?? notOwned(path, place.name) ?? unlisted(asked, place.name)
  }
}

/**
 * A relative import stays in its own package; tests may reach for the parts of another to break them.
 */
function wayRound({ path, taken, part }: Asked, target: string): string | null {
  const [from, to] = [workspaceOf(path), workspaceOf(target)]
  const never = part.never?.find((start) => target.startsWith(start))
  if (never)
    return `imports ${never}, which ${part.under} may not know: take what it needs as an argument.`
  if (from === to) return null
  if (to.startsWith('apps/')) return `imports an app: what two need belongs in a package.`
  const allowed = part.house.some((door) => to === door.replace('@gavel/', 'packages/'))
  if (isTest(path) && allowed) return null
  return `imports ${taken.from}, a file of ${to}, round its door: import what the package exports.`
}

function closedDoor({ taken: { from, isType }, part }: Asked): string | null {
  if (!from.startsWith('@gavel/')) return null
  const isOpen = part.house.some((door) =>
    door.endsWith('/*') ? from.startsWith(door.slice(0, -1)) : from === door,
  )
  if (!isOpen) {
    const doors = part.house.length > 0 ? `only ${part.house.join(', ')}` : 'nothing of ours'
    return `imports ${from}, and ${part.under} may import ${doors}: turn the direction round.`
  }
  if (part.typesOnly && !isType) return `imports more than types of ${from}: say import type.`
  return null
}

function notOwned(path: string, name: string): string | null {
  const owner = OWNED.find(({ packages, by }) => packages.test(name) && !by.test(path))
  return owner ? `imports ${name}, and ${owner.why}.` : null
}

/** What runs is listed as a dependency; what tests and builds may be listed as one of development. */
function unlisted({ tree, path, taken }: Asked, name: string): string | null {
  const folder = workspaceOf(path)
  if (folder === 'scripts' && name.startsWith('@gavel/')) return null
  const { ships, uses } = listedIn(tree, folder === 'scripts' ? '.' : folder)
  const isShipped = path.startsWith(`${folder}/src/`) && !taken.isType
  if (ships.has(name)) return null
  if (!isShipped && (uses.has(name) || listedIn(tree, '.').uses.has(name))) return null
  const list = isShipped ? 'dependencies' : 'dependencies or devDependencies'
  return `imports ${name}, which its package.json does not list: add it to the ${list}.`
}

const isTest = (path: string): boolean => /\/(test|suite)\//.test(path) || path.startsWith('e2e/')
