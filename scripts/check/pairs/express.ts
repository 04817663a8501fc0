import type { ESTree } from 'rolldown/utils'
import type { Finding } from '../report.ts'
import { type Source, sourcesUnder, visit } from '../source.ts'
import type { Tree } from '../tree.ts'
import { dispatchers, findingIn, flawsOf, type Handled, nameOf, tooLong } from './handlers.ts'
import { isCallOf } from './operations.ts'

const APP = 'apps/express-api/src'
const VERBS = new Set(['get', 'post', 'put', 'patch', 'delete', 'all'])

/** What Express registers: `routes.post(path(placeBid), ...gate(placeBid), async (req, res) => …)`. */
export function registrations(tree: Tree): { handled: Handled[]; findings: Finding[] } {
  const read = sourcesUnder(tree, APP).map(readRoutes)
  return {
    handled: read.flatMap(({ handled }) => handled),
    findings: read.flatMap(({ findings }) => findings),
  }
}

function readRoutes(source: Source): { handled: Handled[]; findings: Finding[] } {
  const handled: Handled[] = []
  const findings = dispatchers(source)
  visit(source, {
    CallExpression(call) {
      const method = verbOf(call)
      if (!method) return
      const operation = operationAt(call.arguments[0])
      if (operation) {
        const line = source.lineAt(call.start)
        handled.push({ operation, method: method.toUpperCase(), file: source.path, line })
        findings.push(...registrationFlaws(source, operation, call))
      } else if (!isOwnPage(call.arguments[0])) {
        const says =
          'registers an address that is no operation by name: say path(…) of one, imported from the contract.'
        findings.push(findingIn(source)(call, says))
      }
    },
  })
  if (source.path.startsWith(`${APP}/routes/`)) findings.push(...tooLong(source, handled.length))
  return { handled, findings }
}

/**
 * The verb of a registration: a call on `routes` or the application, or on whatever takes an address.
 */
function verbOf({ callee, arguments: [first] }: ESTree.CallExpression): string | null {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null
  const on = nameOf(callee.object)
  const isAddress = first?.type === 'Literal' && String(first.value).startsWith('/')
  const isRouter = on === 'routes' || on === 'app' || isAddress || isCallOf(first, 'path')
  return isRouter && VERBS.has(callee.property.name) ? callee.property.name : null
}

const operationAt = (address: ESTree.Node | undefined): string | null =>
  isCallOf(address, 'path') ? nameOf(address.arguments[0]) : null

/** A page, or what a page loads, is no operation; its address is written out, outside the API. */
const isOwnPage = (address: ESTree.Node | undefined): boolean =>
  address?.type === 'Literal' &&
  typeof address.value === 'string' &&
  !address.value.startsWith('/api') &&
  !address.value.includes('*')

function registrationFlaws(
  source: Source,
  operation: string,
  call: ESTree.CallExpression,
): Finding[] {
  const handler = call.arguments.at(-1)
  const gated = call.arguments.some(
    (argument) =>
      argument.type === 'SpreadElement' &&
      isCallOf(argument.argument, 'gate') &&
      nameOf(argument.argument.arguments[0]) === operation,
  )
  const says = `registers ${operation} without its gate: put ...gate(${operation}) before the handler.`
  return [
    ...(gated ? [] : [findingIn(source)(call, says)]),
    ...(handler ? flawsOf(source, operation, handler) : []),
  ]
}
