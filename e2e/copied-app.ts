import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
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
  const folder = mkdtempSync(join(home, 'next-dev-'))
  const isSource = (path: string) => basename(path) !== '.next'
  cpSync(join(root, 'apps/next-fullstack'), folder, { recursive: true, filter: isSource })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}
