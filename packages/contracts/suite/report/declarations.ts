import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = join(import.meta.dirname, '..', '..', 'src')

/** The file that declares each operation, by the operation's name. */
export function declarations(): Map<string, string> {
  const files = readdirSync(SOURCES).filter((file) => file.endsWith('.ts'))
  return new Map(
    files.flatMap((file) =>
      [...readFileSync(join(SOURCES, file), 'utf8').matchAll(/operation\(\{\s*name: '(\w+)'/g)].map(
        ([, name = '']) => [name, `packages/contracts/src/${file}`] as const,
      ),
    ),
  )
}
