import { execFileSync } from 'node:child_process'
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files of a checkout by their path from its root. The checks read nothing else. */
export type Tree = ReadonlyMap<string, string>

/** A tree of a few files: what a test gives to a check. */
export const treeOf = (files: Readonly<Record<string, string>>): Tree =>
  new Map(Object.entries(files))

/** The texts that git knows of a checkout, or would add: so a file counts before it is added. */
export function readTree(root: string): Tree {
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 },
  )
  const paths = [...new Set(listed.split('\0'))].sort()
  const here = paths.filter((path) =>
    lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile(),
  )
  const read = here.map((path) => [path, readFileSync(join(root, path), 'utf8')] as const)
  return new Map(read.filter(([, text]) => !text.includes('\0')))
}

/** The line of a place in a text, counted from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1))
    line++
  return line
}

/** How many lines a text has; the last need not end. */
export const linesOf = (text: string): number => lineAt(text, text.trimEnd().length)
