import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { checks } from './checks.ts'
import { type Finding, findingsOf } from './report.ts'
import { format, lint, runTool } from './tools.ts'
import { readTree } from './tree.ts'

// npm run check: one line for each check, and one for each thing it found, with what to do.
// npm run check -- --write: writes the pages that are made from the code first.

const { write, root } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    root: { type: 'string', default: join(import.meta.dirname, '../..') },
  },
}).values

// The tools are processes of their own, so they may run while the rest is read.
const told = [lint, format].map(async (tool) => ({ tool, ...(await runTool(tool, root)) }))
if (write) writePages()
const tree = readTree(root)
for (const check of checks) {
  const { seen, findings } = findingsOf(tree, check)
  tell(check.name, seen, findings)
}
for (const { tool, seen, findings } of await Promise.all(told)) tell(tool.name, seen, findings)

function writePages(): void {
  const tree = readTree(root)
  const pages = checks.flatMap((check) => Object.entries(check.run(tree).pages ?? {}))
  for (const [path, text] of pages) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

function tell(name: string, seen: string, findings: Finding[]): void {
  console.log(`${findings.length === 0 ? '✓' : '✗'} ${name.padEnd(10)} ${seen}`)
  for (const { file, line, says } of findings) console.log(`  ${file}:${line} ${says}`)
  if (findings.length > 0) process.exitCode = 1
}
