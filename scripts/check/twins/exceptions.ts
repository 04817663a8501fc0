import type { ESTree } from 'rolldown/utils'
import { sourcesOf, visit } from '../source.ts'
import type { Tree } from '../tree.ts'

/** A case in which one twin answers otherwise, as the story names it. */
export type Exception = {
  case: string
  twin: string
  otherwise: string
  instead: string
  reason: string
  line: number
}

export const EXCEPTIONS = 'e2e/together/exceptions.ts'

const WORDS = ['case', 'twin', 'otherwise', 'instead', 'reason'] as const

/** The named exceptions, read as they are written: texts, and texts put together with `+`. */
export function exceptionsIn(tree: Tree): Exception[] {
  const source = sourcesOf(tree).find(({ path }) => path === EXCEPTIONS)
  const found: Exception[] = []
  if (!source) return found
  visit(source, {
    VariableDeclarator({ id, init }) {
      if (id.type !== 'Identifier' || id.name !== 'EXCEPTIONS') return
      if (init?.type !== 'ArrayExpression') return
      for (const entry of init.elements)
        if (entry?.type === 'ObjectExpression')
          found.push({ ...wordsOf(entry), line: source.lineAt(entry.start) })
    },
  })
  return found
}

function wordsOf({ properties }: ESTree.ObjectExpression): Omit<Exception, 'line'> {
  const word = (name: string) => {
    const property = properties.find(
      (one) => one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === name,
    )
    return property?.type === 'Property' ? textOf(property.value) : ''
  }
  return Object.fromEntries(WORDS.map((name) => [name, word(name)])) as Omit<Exception, 'line'>
}

function textOf(node: ESTree.Node): string {
  if (node.type === 'Literal') return String(node.value)
  if (node.type === 'TemplateLiteral')
    return node.quasis.map(({ value }) => value.cooked ?? '').join('…')
  if (node.type === 'BinaryExpression') return textOf(node.left) + textOf(node.right)
  return ''
}
