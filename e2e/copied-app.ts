import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'

const root = join(import.meta.dirname, '..')

/**
 * A copy of the Next.js app, for a server in development. Next lets one such server at a time run in a
 * folder, and writes files of its own beside the sources: in the app's folder that server is of whoever
 * works on it. What the copy imports it finds in the checkout around it, as the app does. So it stands
 * as deep in it, and where Git does not look.
 */
export function copyNextApp(): { folder: string; remove(): void } {
  const home = join(root, '.data')
  mkdirSync(home, { recursive: true })
  removeAbandoned(home)
  const folder = mkdtempSync(join(home, `next-dev-${process.pid}-`))
  const isSource = (path: string) => basename(path) !== '.next'
  cpSync(join(root, 'apps/next-fullstack'), folder, { recursive: true, filter: isSource })
  return { folder, remove: () => remove(folder) }
}

/** Removes the copies of runs that were broken off: each has the process in its name that made it. */
function removeAbandoned(home: string): void {
  for (const name of readdirSync(home)) {
    const [, maker] = /^next-dev-(\d+)-/.exec(name) ?? []
    if (maker && !isThere(Number(maker))) remove(join(home, name))
  }
}

/** Once is not enough where a process that is ending removes something at the same time: Node then stops. */
function remove(folder: string): void {
  while (existsSync(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
