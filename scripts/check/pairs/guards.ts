import type { ESTree } from 'rolldown/utils'
import type { Finding } from '../report.ts'
import { type Source, visit } from '../source.ts'
import type { Exported } from './next.ts'
import type { Operation } from './operations.ts'

/** What a handler of Next calls to ask who calls; on Express the gate does, of the operation itself. */
const GUARDS = ['callerOf', 'metered', 'operatorOnly', 'watcherOf']
const INPUT = 'readInput'

/** The guards that a handler calls, and its input, in the order in which they are done. */
export function guardsIn(source: Source, { start, end }: ESTree.Node): string[] {
  const called: { name: string; done: number }[] = []
  visit(source, {
    CallExpression({ callee, ...call }) {
      if (call.start < start || call.end > end || callee.type !== 'Identifier') return
      if ([...GUARDS, INPUT].includes(callee.name))
        called.push({ name: callee.name, done: call.end })
    },
  })
  return called.sort((one, other) => one.done - other.done).map(({ name }) => name)
}

/** A handler lets in whom its operation does, and that before it reads what they have sent. */
export const unguarded =
  (operations: Operation[]) =>
  ({ operation: name, guards, file, line }: Exported): Finding[] => {
    const operation = operations.find((one) => one.name === name)
    if (!operation) return []
    const owed = [...owedBy(operation), ...guards.filter((guard) => guard === INPUT)]
    if (owed.join() === guards.join()) return []
    const says = `asks for ${name} by ${listed(guards)}, and the contract by ${listed(owed)}: call these, in this order.`
    return [{ file, line, says }]
  }

function owedBy({ who, isMetered, isStream }: Operation): string[] {
  return [
    ...(who === 'user' ? ['callerOf'] : []),
    ...(isMetered ? ['metered'] : []),
    ...(who === 'operator' ? ['operatorOnly'] : []),
    ...(isStream ? ['watcherOf'] : []),
  ]
}

const listed = (names: string[]): string => names.join(', ') || 'nothing'
