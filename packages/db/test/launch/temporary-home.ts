import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endCluster } from '../../src/launch/index.ts'

/** A folder for a server of the test's own, and how to put both away. */
export function temporaryHome(): { home: string; clear(): Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'gavel-home-'))
  chmodSync(folder, 0o755) // mkdtemp closes it, also to the user who runs the server for root
  const home = join(folder, 'home')
  return {
    home,
    async clear() {
      await endCluster(home, { remove: true })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
