import { startWorker } from '@gavel/db'
import { house } from './house.ts'
import { log } from './log.ts'

/**
 * Starts what runs beside the requests.
 * TWIN(process): the server is Next's. It calls `register` before it listens, stops taking requests
 * on SIGTERM by itself, finishes those that have begun, and ends the process. A settlement under way
 * is rolled back then, and another process takes it up.
 */
export function startHouse(): void {
  const stopWorker = startWorker(house(), (error) => log().error({ err: error }, 'Settling failed'))
  process.on('SIGTERM', () => void stopWorker())
  process.on('SIGINT', () => void stopWorker())
}
