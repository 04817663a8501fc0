import { once } from 'node:events'
import { guardCluster } from './guard.ts'
import { share } from './lock.ts'
import { dataHome, keepersLock, openHome } from './place.ts'

/**
 * Enters this process as a keeper of the embedded server, and answers how to end that: it waits
 * until nobody holds the server and it has stopped, or leaves it to another keeper.
 */
export async function keepCluster(folder = dataHome()): Promise<() => Promise<void>> {
  const home = openHome(folder)
  const held = await share(keepersLock(home))
  return async () => {
    // First of all: whoever is impatient may kill us next, and the guard goes on by itself.
    const guard = guardCluster({ home, everyMs: 100, remove: false })
    held.release()
    await once(guard, 'exit')
  }
}
