import type { Tree } from './tree.ts'

/** Something that must not stay, and what to do about it, in one sentence. */
export type Finding = { file: string; line: number; says: string }

export type Report = {
  /** What was looked at, and how many. None of a kind is a finding: such a check guards nothing. */
  seen: Readonly<Record<string, number>>
  findings: Finding[]
  /** Pages that are written from the code, by their paths. */
  pages?: Readonly<Record<string, string>>
}

export type Check = { name: string; run(tree: Tree): Report }

/** All that a check finds in a tree, also where it found nothing to look at, or a page is stale. */
export function findingsOf(tree: Tree, check: Check): { seen: string; findings: Finding[] } {
  const { seen, findings, pages = {} } = check.run(tree)
  return {
    seen: Object.entries(seen)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', '),
    findings: once([...blind(seen), ...findings, ...stale(tree, pages)]),
  }
}

/** One line of code may break a rule twice: it is mended once. */
const once = (findings: Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [Object.values(finding).join(), finding])).values(),
]

function blind(seen: Report['seen']): Finding[] {
  return Object.entries(seen)
    .filter(([, count]) => count === 0)
    .map(([kind]) => ({
      file: 'scripts/check',
      line: 1,
      says: `has found no ${kind} to look at, so it guards nothing: say where they are now.`,
    }))
}

function stale(tree: Tree, pages: Readonly<Record<string, string>>): Finding[] {
  return Object.entries(pages)
    .filter(([path, text]) => tree.get(path) !== text)
    .map(([file, text]) => ({
      file,
      line: firstDifference(tree.get(file) ?? '', text),
      says: 'is not what the code says any more: run npm run check -- --write.',
    }))
}

function firstDifference(kept: string, wanted: string): number {
  const lines = wanted.split('\n')
  const at = kept.split('\n').findIndex((line, index) => line !== lines[index])
  return at === -1 ? 1 : at + 1
}
