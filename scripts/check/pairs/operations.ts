import type { ESTree } from 'rolldown/utils'
import type { Finding } from '../report.ts'
import { type Source, sourcesUnder, visit } from '../source.ts'
import type { Tree } from '../tree.ts'

/** An operation as the contract declares it. */
export type Operation = {
  name: string
  method: string
  path: string
  who: string
  isMetered: boolean
  isStream: boolean
  file: string
  line: number
}

const CONTRACT = 'packages/contracts/src'
const INDEX = `${CONTRACT}/api.ts`

/** The operations of the contract in the order of its index. */
export function operationsOf(tree: Tree): { operations: Operation[]; findings: Finding[] } {
  const sources = sourcesUnder(tree, CONTRACT)
  const declared = sources.flatMap(declaredIn)
  const listed = sources.filter(({ path }) => path === INDEX).flatMap(listedIn)
  const byName = Map.groupBy(declared, ({ name }) => name)
  return {
    operations: listed.flatMap(({ name }) => byName.get(name)?.slice(0, 1) ?? []),
    findings: [
      ...listed
        .filter(({ name }) => !byName.has(name))
        .map(({ name, line }) => ({
          file: INDEX,
          line,
          says: `lists ${name}, which no file declares under that name: declare it as operation({ name: '${name}', … }).`,
        })),
      ...declared
        .filter(({ name }) => !listed.some((entry) => entry.name === name))
        .map(({ name, file, line }) => ({
          file,
          line,
          says: `declares ${name}, which api.ts does not list: add it there, or take it away.`,
        })),
      ...declared
        .filter((one) => declared.find((other) => isSameDoor(one, other)) !== one)
        .map(({ name, method, path, file, line }) => ({
          file,
          line,
          says: `gives ${name} the door of another operation, ${method} ${path}: give it one of its own.`,
        })),
    ],
  }
}

const isSameDoor = (one: Operation, other: Operation): boolean =>
  one.method === other.method && one.path === other.path

function declaredIn(source: Source): Operation[] {
  const declared: Operation[] = []
  visit(source, {
    VariableDeclarator({ id, init, start }) {
      if (id.type !== 'Identifier' || !isCallOf(init, 'operation')) return
      const { name, method, path, who = 'all' } = textsOf(init.arguments[0])
      if (name !== id.name || !method || !path) return
      declared.push({
        name,
        method,
        path,
        who,
        isMetered: has(init.arguments[0], 'metered'),
        isStream: has(init.arguments[0], 'stream'),
        file: source.path,
        line: source.lineAt(start),
      })
    },
  })
  return declared
}

/** The index names each operation once, however it groups them. */
function listedIn(source: Source): { name: string; line: number }[] {
  const listed: { name: string; line: number }[] = []
  visit(source, {
    Property({ key, shorthand, start }) {
      if (shorthand && key.type === 'Identifier')
        listed.push({ name: key.name, line: source.lineAt(start) })
    },
  })
  return listed
}

/** Whether an expression is a call of the function of that name. */
export const isCallOf = (
  node: ESTree.Node | null | undefined,
  name: string,
): node is ESTree.CallExpression =>
  node?.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === name

/** The properties of an object that are written as texts. */
function textsOf(node: ESTree.Node | undefined): Record<string, string> {
  if (node?.type !== 'ObjectExpression') return {}
  return Object.fromEntries(
    node.properties.flatMap((property) =>
      property.type === 'Property' &&
      property.key.type === 'Identifier' &&
      property.value.type === 'Literal' &&
      typeof property.value.value === 'string'
        ? [[property.key.name, property.value.value]]
        : [],
    ),
  )
}

const has = (node: ESTree.Node | undefined, name: string): boolean =>
  node?.type === 'ObjectExpression' &&
  node.properties.some(
    (property) =>
      property.type === 'Property' &&
      property.key.type === 'Identifier' &&
      property.key.name === name,
  )
