import type { ESTree } from 'rolldown/utils'
import type { Finding } from '../report.ts'
import { type Source, visit } from '../source.ts'

/** Every name that some file takes from another, with those files. */
export function namesTaken(sources: Source[]): Map<string, Set<string>> {
  const taken = new Map<string, Set<string>>()
  for (const source of sources)
    for (const name of [...namesImported(source), ...namesOfSpaces(source)])
      taken.set(name, (taken.get(name) ?? new Set()).add(source.path))
  return taken
}

/** The door of a package passes names on and takes none: whoever comes in by it does. */
const namesImported = ({ path, takes }: Source): string[] =>
  takes.filter(({ local }) => local !== '' || !path.endsWith('/index.ts')).map(({ name }) => name)

/** What is taken by way of a whole module: `domain.LotView`, `const { fill } = await import(…)`. */
function namesOfSpaces(source: Source): string[] {
  const spaces = new Set(source.takes.filter(({ name }) => name === '*').map(({ local }) => local))
  const isSpace = (node: ESTree.Node | null): boolean =>
    node?.type === 'Identifier'
      ? spaces.has(node.name)
      : node?.type === 'AwaitExpression' && node.argument.type === 'ImportExpression'
  const names: string[] = []
  const add = (node: ESTree.Node) => {
    if (node.type === 'Identifier') names.push(node.name)
  }
  visit(source, {
    MemberExpression: ({ object, property }) => isSpace(object) && add(property),
    TSQualifiedName: ({ left, right }) => isSpace(left) && add(right),
    VariableDeclarator({ id, init }) {
      if (!isSpace(init) || id.type !== 'ObjectPattern') return
      for (const property of id.properties) if (property.type === 'Property') add(property.key)
    },
  })
  return names
}

/**
 * The values that a file gives and no other takes. Types stand in the signatures of what is taken, and
 * the schemas of the contract are there for whoever writes a client.
 */
export const untaken = ({ path, gives }: Source, taken: Map<string, Set<string>>): Finding[] =>
  gives
    .filter(({ name, from, isType }) => from === null && name !== 'default' && !isType)
    .filter(({ name }) => [...(taken.get(name) ?? [])].every((by) => by === path))
    .map(({ name, line }) => ({
      file: path,
      line,
      says: `exports ${name}, which nobody takes: keep it to the file, or take it away.`,
    }))
