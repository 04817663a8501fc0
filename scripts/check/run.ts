import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { checks } from './checks.ts'
import { findingsOf } from './report.ts'
import { runTool, tools } from './tools.ts'
import { readTree } from './tree.ts'

// npm run check: one line for each check and tool, then what it found.
// npm run check -- --write: first writes the pages that are generated from the code.

const ROOT = join(import.meta.dirname, '../..')
const { write } = parseArgs({ options: { write: { type: 'boolean', default: false } } }).values

const running = tools.map(async (tool) => ({ ...tool, ...(await runTool(tool, ROOT)) }))
if (write) writePages()
const tree = readTree(ROOT)
for (const check of checks) {
  const { seen, findings } = findingsOf(tree, check)
  print(check.name, findings.length === 0, seen)
  for (const { file, line, says } of findings) console.log(`  ${file}:${line} ${says}`)
}
for (const { script, passed, seen, output } of await Promise.all(running)) {
  print(script, passed, seen)
  if (!passed) console.log(output)
}

function writePages(): void {
  const before = readTree(ROOT)
  const pages = checks.flatMap((check) => Object.entries(check.run(before).pages ?? {}))
  for (const [path, text] of pages) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), text)
  }
}

function print(name: string, passed: boolean, seen: string): void {
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(10)} ${seen}`)
  if (!passed) process.exitCode = 1
}
