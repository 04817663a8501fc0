import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
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

/** Hard links where they can be made: the installed packages are some hundred megabytes. */
function linkModules(folder: string): void {
  const modules = join(root, 'node_modules')
  try {
    execFileSync('cp', ['-al', modules, folder], { stdio: 'ignore' })
  } catch {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
    execFileSync('cp', ['-a', modules, folder])
  }
}
