import type { ESTree } from 'rolldown/utils'
import type { Check, Finding } from '../report.ts'
import { type Source, sourcesOf, visit } from '../source.ts'

const TESTS = new Set(['describe', 'it', 'test', 'suite'])

/** Tests that are all run, or say in their title why not. */
export const skips: Check = {
  name: 'skips',
  run(tree) {
    const sources = sourcesOf(tree)
    const tests = sources.map(testsOf)
    return {
      seen: { tests: tests.reduce((sum, { count }) => sum + count, 0) },
      findings: tests.flatMap(({ findings }) => findings),
    }
  },
}

function testsOf(source: Source): { count: number; findings: Finding[] } {
  const findings: Finding[] = []
  let count = 0
  const say = (node: ESTree.Node, says: string) =>
    findings.push({ file: source.path, line: source.lineAt(node.start), says })
  visit(source, {
    CallExpression({ callee, arguments: [title] }) {
      const chain = chainOf(callee)
      if (!TESTS.has(chain[0] ?? '')) return
      if (chain.length === 1) count++
      if (chain.includes('only')) say(callee, 'runs alone, so no other test does: take .only away.')
      if (chain.includes('todo')) say(callee, 'is a test that is not written: write it.')
      if (!chain.some((word) => /^(skip|skipIf|runIf)$/.test(word))) return
      const isTold = callee.type === 'CallExpression' || chain.at(-1) === 'skip'
      if (isTold && !namesReason(source, title))
        say(callee, 'is skipped without a word: say in its title (skipped: …), and why.')
    },
  })
  return { count, findings }
}

/** `it.skipIf(…)` is `it`, `skipIf`. */
function chainOf(node: ESTree.Node): string[] {
  if (node.type === 'Identifier') return [node.name]
  if (node.type === 'CallExpression') return chainOf(node.callee)
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return []
  return [...chainOf(node.object), node.property.name]
}

/** A reason is in the title, or in a constant of the file that is put into it. */
function namesReason(source: Source, title: ESTree.Node | undefined): boolean {
  if (!title) return false
  const written = source.text.slice(title.start, title.end)
  if (written.includes('(skipped')) return true
  const names = [...written.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1])
  return names.some((name) =>
    new RegExp(`\\b${name} =[^\\n]*\\n?[^\\n]*\\(skipped`).test(source.text),
  )
}
