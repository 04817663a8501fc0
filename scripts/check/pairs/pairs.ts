import type { Check, Finding } from '../report.ts'
import { chaptersOf } from './chapters.ts'
import { registrations } from './express.ts'
import { unguarded } from './guards.ts'
import type { Handled } from './handlers.ts'
import { type Exported, routeExports } from './next.ts'
import { type Operation, operationsOf } from './operations.ts'
import { pairsPage, type Row } from './page.ts'

/** Every operation of the contract is served once by each twin, in that twin's own way. */
export const pairs: Check = {
  name: 'pairs',
  run(tree) {
    const { operations, findings } = operationsOf(tree)
    const express = registrations(tree)
    const next = routeExports(tree)
    const chapters = chaptersOf(tree, operations)
    const rows = operations.map((operation): Row => {
      const isIt = ({ operation: name }: Handled) => name === operation.name
      return {
        operation,
        express: express.handled.filter(isIt),
        next: next.handled.filter(isIt),
        chapters: chapters.get(operation.name) ?? [],
      }
    })
    return {
      seen: {
        operations: operations.length,
        'Express registrations': express.handled.length,
        'Next route exports': next.handled.length,
        chapters: new Set([...chapters.values()].flat()).size,
      },
      findings: [
        ...findings,
        ...express.findings,
        ...next.findings,
        ...rows.flatMap(unpaired),
        ...rows.flatMap(({ operation, express }) => express.flatMap(wrongMethod(operation))),
        ...next.handled.flatMap(misplaced(operations)),
        ...next.handled.flatMap(unguarded(operations)),
        ...strangers(operations, [...express.handled, ...next.handled]),
      ],
      pages: { 'docs/pairs.md': pairsPage(tree, rows) },
    }
  },
}

function unpaired({ operation: { name, file, line }, express, next }: Row): Finding[] {
  const says = [...once(name, 'Express', express), ...once(name, 'Next', next)]
  return says.map((text) => ({ file, line, says: text }))
}

function once(name: string, twin: string, found: Handled[]): string[] {
  if (found.length === 1) return []
  if (found.length === 0) return [`has no twin on ${twin}: serve ${name} there.`]
  const places = found.map(({ file, line }) => `${file}:${line}`).join(' and ')
  return [`is served ${found.length} times by ${twin}, in ${places}: keep one.`]
}

const wrongMethod =
  ({ name, method }: Operation) =>
  (at: Handled): Finding[] =>
    at.method === method
      ? []
      : [
          {
            file: at.file,
            line: at.line,
            says: `serves ${name} as ${at.method}, and its method is ${method}: name that.`,
          },
        ]

/** Next finds a file by its folder and an export by its name, so both must be the operation's. */
const misplaced =
  (operations: Operation[]) =>
  (at: Exported): Finding[] => {
    const operation = operations.find(({ name }) => name === at.operation)
    if (!operation) return []
    const { file, line } = at
    if (operation.path !== at.path)
      return [
        { file, line, says: `stands at ${at.path}: move ${at.operation} to ${operation.path}.` },
      ]
    return wrongMethod(operation)(at)
  }

const strangers = (operations: Operation[], handled: Handled[]): Finding[] =>
  handled
    .filter((at) => !operations.some(({ name }) => name === at.operation))
    .map(({ operation, file, line }) => ({
      file,
      line,
      says: `serves ${operation}, which the contract does not have: add it to api.ts, or take it away.`,
    }))
