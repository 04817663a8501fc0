import { posix } from 'node:path'
import type { Check } from '../report.ts'
import { lineAt, linesOf, type Tree } from '../tree.ts'
import { anchorsOf, linksOf } from './markdown.ts'

/** Documents whose links lead somewhere, and texts whose commands exist. */
export const documents: Check = {
  name: 'documents',
  run(tree) {
    const links = [...tree]
      .filter(([path]) => path.endsWith('.md'))
      .flatMap(([path, text]) => linksOf(text).map((link) => ({ ...link, path })))
    const commands = [...tree].flatMap(([path, text]) => commandsOf(path, text))
    const scripts = scriptsOf(tree)
    return {
      seen: { links: links.length, commands: commands.length, 'npm scripts': scripts.size },
      findings: [
        ...links.flatMap(({ path, target, line }) => {
          const says = deadEnd(tree, path, target)
          return says ? [{ file: path, line, says }] : []
        }),
        ...commands
          .filter(({ script }) => !scripts.has(script))
          .map(({ file, line, script }) => ({
            file,
            line,
            says: `names npm run ${script}, which package.json does not have: name one that is there.`,
          })),
      ],
    }
  },
}

function scriptsOf(tree: Tree): Set<string> {
  const { scripts = {} } = JSON.parse(tree.get('package.json') ?? '{}') as {
    scripts?: Record<string, string>
  }
  return new Set(Object.keys(scripts))
}

function commandsOf(file: string, text: string): { file: string; line: number; script: string }[] {
  return [...text.matchAll(/\bnpm run ([a-z][\w-]*(?::[\w-]+)*)/g)].map((match) => ({
    file,
    line: lineAt(text, match.index),
    script: match[1] ?? '',
  }))
}

/** What is wrong with a link; null for one that leads somewhere, or out of the repository. */
function deadEnd(tree: Tree, from: string, target: string): string | null {
  if (URL.canParse(target)) return null
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? from : posix.join(posix.dirname(from), decoded(path))
  const text = tree.get(file)
  if (text === undefined)
    return !anchor && isFolder(tree, file)
      ? null
      : `links to ${target}, which is not there: name where it is now.`
  if (anchor === undefined) return null
  const line = /^L(\d+)(?:-L(\d+))?$/.exec(anchor)
  const isThere = line ? Number(line[2] ?? line[1]) <= linesOf(text) : anchorsOf(text).has(anchor)
  return isThere
    ? null
    : `links to ${target}, and that file has no such place: name where it is now.`
}

/** A link is written as an address. What is no address is taken as it stands, and leads nowhere. */
function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

const isFolder = (tree: Tree, path: string): boolean => {
  const folder = path.replace(/\/$/, '')
  return folder === '.' || [...tree.keys()].some((file) => file.startsWith(`${folder}/`))
}
