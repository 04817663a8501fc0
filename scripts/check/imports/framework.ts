import type { ESTree } from 'rolldown/utils'
import type { Finding } from '../report.ts'
import { type Source, visit } from '../source.ts'

const WORDS = new Set(['req', 'res', 'NextRequest', 'NextResponse'])

/** Shared code never sees what a framework hands to a route: it takes plain values. */
export function frameworkWords(source: Source): Finding[] {
  if (!/^packages\/[^/]+\/src\//.test(source.path)) return []
  const findings: Finding[] = []
  const look = (node: ESTree.Node) => {
    if (node.type !== 'Identifier' || !WORDS.has(node.name)) return
    const says = `speaks of ${node.name}, which only an app has: take the plain values that are needed.`
    findings.push({ file: source.path, line: source.lineAt(node.start), says })
  }
  const parameters = ({ params }: { params: ESTree.Node[] }) => params.forEach(look)
  visit(source, {
    ArrowFunctionExpression: parameters,
    FunctionDeclaration: parameters,
    FunctionExpression: parameters,
    TSTypeReference: ({ typeName }) => look(typeName),
  })
  return findings
}
