import { once } from 'node:events'
import { join } from 'node:path'
import { guardCluster } from './guard.ts'
import { isHeld, share } from './lock.ts'
import { dataHome, openHome } from './place.ts'

/**
 * Sets a guard beside the embedded server, which this process must hold already; answers how to end
 * that. The last keeper waits until the others have let go of the server and the guard has stopped
 * it; when all of them are killed, the guard stops it all the same.
 */
export async function keepCluster(folder = dataHome()): Promise<() => Promise<void>> {
  const home = openHome(folder)
  const keepers = join(home, 'keepers.lock')
  const held = await share(keepers)
  const guard = guardCluster({ home, everyMs: 250, remove: false })
  const stopped = once(guard, 'exit').catch(() => {})
  return async () => {
    held.release()
    if (!isHeld(keepers)) await stopped
  }
}
