import type { ESTree } from 'rolldown/utils'
import type { Check, Finding } from '../report.ts'
import { type Source, sourcesOf, visit } from '../source.ts'
import { linesOf } from '../tree.ts'

const LINES = { source: 200, test: 300, function: 40 }

/** Files and functions that can be read at one sitting. */
export const lengths: Check = {
  name: 'lengths',
  run(tree) {
    const sources = sourcesOf(tree)
    const functions = sources.map(functionsOf)
    return {
      seen: { 'files of code': sources.length, functions: functions.flat().length },
      findings: [...sources.flatMap(tooManyLines), ...functions.flat().flatMap(tooLong)],
    }
  },
}

const isTest = (path: string): boolean =>
  /(^|\/)(test|suite|together|launch)\/|\.test\.ts$/.test(path)

function tooManyLines({ path, text }: Source): Finding[] {
  const lines = linesOf(text)
  const most = isTest(path) ? LINES.test : LINES.source
  if (lines <= most) return []
  const says = `has ${lines} lines, and ${most} are the most: give what has a name of its own a file of its own.`
  return [{ file: path, line: most + 1, says }]
}

type Function = { file: string; line: number; lines: number }

/** Each function with its own lines: those of a function inside it, or of a text, are not its own. */
function functionsOf(source: Source): Function[] {
  const found: Function[] = []
  const open: { apart: number }[] = []
  const lines = ({ start, end }: ESTree.Node) => source.lineAt(end) - source.lineAt(start)
  const enter = () => open.push({ apart: 0 })
  const apart = (node: ESTree.Node) => {
    const around = open.at(-1)
    if (around) around.apart += lines(node)
  }
  const told = new Set<ESTree.Node>()
  const leave = (node: ESTree.Node) => {
    const own = lines(node) + 1 - (open.pop()?.apart ?? 0)
    if (!told.has(node))
      found.push({ file: source.path, line: source.lineAt(node.start), lines: own })
    apart(node)
  }
  visit(source, {
    // What a test tells is as long as its story.
    CallExpression({ arguments: given }) {
      if (isTest(source.path)) for (const node of given) told.add(node)
    },
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    TemplateLiteral: apart,
  })
  return found
}

function tooLong({ file, line, lines }: Function): Finding[] {
  if (lines <= LINES.function) return []
  const says = `is a function of ${lines} lines, and ${LINES.function} are the most: give its parts names.`
  return [{ file, line, says }]
}
