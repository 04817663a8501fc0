import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A block of commands, and the answer that the document tells, if it tells one. */
export type Step = { title: string; commands: string; told: string | null }

const document = join(import.meta.dirname, '../../docs/walk.md')

/** The steps of docs/walk.md, in their order. @throws Error for a block that would go unread. */
export function readWalk(): Step[] {
  const steps: Step[] = []
  let title = ''
  for (const [, heading, language, block = ''] of readFileSync(document, 'utf8').matchAll(PARTS)) {
    const last = steps.at(-1)
    if (heading) title = heading
    else if (language === 'sh') steps.push({ title, commands: block, told: null })
    else if (language === 'http' && last?.told === null) last.told = block
    else throw new Error(`A block under ${title} is neither commands nor their one answer`)
  }
  return steps
}

/** A heading, or a fenced block with its language. */
const PARTS = /^## (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm
