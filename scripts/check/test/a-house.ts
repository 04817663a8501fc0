import { type Check, findingsOf } from '../report.ts'
import { treeOf } from '../tree.ts'

export type Files = Record<string, string>

/** What a check finds in a few files: `file:line what`. */
export function found(check: Check, files: Files): string[] {
  const { findings } = findingsOf(treeOf(files), check)
  return findings.map(({ file, line, says }) => `${file}:${line} ${says}`)
}

/** The same after its pages have been written. */
export const foundAfterWriting = (check: Check, files: Files): string[] =>
  found(check, { ...files, ...check.run(treeOf(files)).pages })
