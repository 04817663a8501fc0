import type { ESTree } from 'rolldown/utils'
import { type Source, sourcesUnder, visit } from '../source.ts'
import type { Tree } from '../tree.ts'
import type { Operation } from './operations.ts'

const SUITE = 'packages/contracts/suite'

/** The files of the suite that ask for an operation: chapters or, where there is none, helpers. */
export function chaptersOf(tree: Tree, operations: Operation[]): Map<string, string[]> {
  const files = sourcesUnder(tree, SUITE).map((source) => ({ source, asked: askedIn(source) }))
  return new Map(
    operations.map((operation) => {
      const isAlone = operations.filter(({ path }) => path === operation.path).length === 1
      const found = files
        .filter(({ asked: { names, paths } }) => {
          if (names.has(operation.name)) return true
          return isAlone && paths.some((path) => pattern(operation).test(path))
        })
        .map(({ source }) => source.path)
      const chapters = found.filter((path) => path.endsWith('.contract.ts'))
      return [operation.name, chapters.length > 0 ? chapters : found]
    }),
  )
}

const pattern = ({ path }: Operation): RegExp =>
  new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}(\\?|$)`)

/** What a file calls or hands on by name, and the addresses that it writes out. */
function askedIn(source: Source): { names: Set<string>; paths: string[] } {
  const names = new Set<string>()
  const paths: string[] = []
  visit(source, {
    CallExpression({ callee, arguments: given }) {
      const called = callee.type === 'MemberExpression' ? callee.property : callee
      for (const node of [called, ...given]) if (node.type === 'Identifier') names.add(node.name)
    },
    Literal({ value }) {
      if (typeof value === 'string' && value.startsWith('/api/')) paths.push(value)
    },
    TemplateLiteral(template) {
      paths.push(written(template))
    },
  })
  return { names, paths }
}

const written = ({ quasis }: ESTree.TemplateLiteral): string =>
  quasis.map(({ value }) => value.cooked ?? '').join('{}')
