import { posix } from 'node:path'
import { isBuiltin } from 'node:module'
import type { Tree } from '../tree.ts'

/** What an import means: a file of the tree, a package by its name, or a module of Node's. */
export type Place =
  | { kind: 'file'; path: string }
  | { kind: 'package'; name: string }
  | { kind: 'node'; name: string }

/** The folder of the workspace that a file belongs to; the root's own files are in `scripts`. */
export const workspaceOf = (path: string): string =>
  /^(apps|packages)\/[^/]+|^[^/]+(?=\/)/.exec(path)?.[0] ?? '.'

/** Where an import leads; in the Next app, `@/` stands for its `src`. */
export function placeOf(from: string, path: string): Place {
  if (from.startsWith('.'))
    return { kind: 'file', path: posix.join(posix.dirname(path), from.replace(/[?#].*$/, '')) }
  if (from.startsWith('@/'))
    return { kind: 'file', path: `${workspaceOf(path)}/src/${from.slice(2)}` }
  if (isBuiltin(from)) return { kind: 'node', name: from }
  return { kind: 'package', name: /^(@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from }
}

type Described = {
  name?: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/** The names that a package.json lists, for what it ships and for what it is made with. */
export function listedIn(tree: Tree, folder: string): { ships: Set<string>; uses: Set<string> } {
  const text = tree.get(folder === '.' ? 'package.json' : `${folder}/package.json`) ?? '{}'
  const { name = '', dependencies = {}, devDependencies = {} } = JSON.parse(text) as Described
  const ships = new Set([...Object.keys(dependencies), name])
  return { ships, uses: new Set([...ships, ...Object.keys(devDependencies)]) }
}
