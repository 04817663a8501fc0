import { type Answer, readAnswer } from './answer.ts'
import { asTold, type Ids } from './as-told.ts'
import { readWalk } from './document.ts'
import { paste } from './shell.ts'

/** One answer of the document, beside what the house said, both as the document would tell it. */
export type Compared = { title: string; commands: string; told: Answer; came: Answer }

/**
 * Takes the walk of docs/walk.md against a house, with a lot that is open for so many seconds, and
 * compares every answer that it tells.
 */
export async function walk(baseUrl: string, openFor: number): Promise<Compared[]> {
  const steps = readWalk()
  const printed = await paste(steps, baseUrl, openFor)
  const ids: Ids = new Map()
  return steps.flatMap(({ title, commands, told: block }, index) => {
    if (block === null) return []
    const told = readAnswer(block)
    return { title, commands, told, came: asTold(readAnswer(printed[index] ?? ''), told, ids) }
  })
}
