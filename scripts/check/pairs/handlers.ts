import type { ESTree } from 'rolldown/utils'
import type { Finding } from '../report.ts'
import { type Source, visit } from '../source.ts'
import { linesOf } from '../tree.ts'
import { isCallOf } from './operations.ts'

/** Where a twin answers an operation. */
export type Handled = { operation: string; method: string; file: string; line: number }

/** Lines of a handler, of a file of routes, and for each operation of a file that has many. */
const LINES = { handler: 12, file: 60, each: 15 }

/** Says what is wrong with a file of code, at a node of it. */
export const findingIn =
  (source: Source) =>
  (node: ESTree.Node, says: string): Finding => ({
    file: source.path,
    line: source.lineAt(node.start),
    says,
  })

/** The name that stands for an operation, where an argument is a name at all. */
export const nameOf = (node: ESTree.Node | undefined): string | null =>
  node?.type === 'Identifier' ? node.name : null

/** A handler is a function written where it is registered, short, and reads its own input. */
export function flawsOf(source: Source, operation: string, handler: ESTree.Node): Finding[] {
  const say = findingIn(source)
  if (handler.type !== 'ArrowFunctionExpression' && handler.type !== 'FunctionExpression')
    return [
      say(
        handler,
        `hands ${operation} on to something else: write its handler here, as a function.`,
      ),
    ]
  const lines = source.lineAt(handler.end) - source.lineAt(handler.start) + 1
  const flaws = foreignInputs(source, operation, handler)
  if (lines > LINES.handler)
    flaws.push(
      say(
        handler,
        `handles ${operation} in ${lines} lines, and ${LINES.handler} are the most: leave the work to the house or to a function of src/http.`,
      ),
    )
  return flaws
}

function foreignInputs(source: Source, operation: string, handler: ESTree.Node): Finding[] {
  const findings: Finding[] = []
  visit(source, {
    CallExpression(call) {
      if (call.start < handler.start || call.end > handler.end) return
      if (!isCallOf(call, 'readInput') || nameOf(call.arguments[0]) === operation) return
      findings.push(
        findingIn(source)(call, `reads the input of another operation: read that of ${operation}.`),
      )
    },
  })
  return findings
}

/** A file of routes is read at one sitting. */
export function tooLong({ path, text }: Source, operations: number): Finding[] {
  const lines = linesOf(text)
  const most = Math.max(LINES.file, operations * LINES.each)
  if (lines <= most) return []
  const says = `has ${lines} lines, and ${most} are the most for ${operations} operations: move what is not a route to src/http.`
  return [{ file: path, line: most + 1, says }]
}

/** Whoever has the index of all operations can make one function serve them all. */
export const dispatchers = (source: Source): Finding[] =>
  source.takes
    .filter(({ name, from }) => name === 'api' && from.startsWith('@gavel/contracts'))
    .map(({ line }) => ({
      file: source.path,
      line,
      says: 'imports the index of all operations, as a shared dispatcher would: name each operation where it is served.',
    }))
