import { startWorker } from '@gavel/db'
import { house, live } from './house.ts'
import { log } from './log.ts'

/** Milliseconds after which the process ends, whoever has not taken what was sent to them. */
const DEADLINE = 8_000

/**
 * Starts what runs beside the requests.
 * TWIN(process): the server is Next's. It calls `register` before it listens, stops taking requests
 * on SIGTERM by itself, finishes those that have begun, and ends the process; a stream would go on
 * for ever, so all are sent away. A settlement under way is rolled back, and another takes it up.
 */
export function startHouse(): void {
  const stopWorker = startWorker(house(), (error) => log().error({ err: error }, 'Settling failed'))
  const stop = (_: NodeJS.Signals, number: number) => {
    // TWIN(leaving): the body of a client that takes nothing can be ended by a handler of Next, but
    // its connection cannot be closed, and Next waits for it: so it ends as Next would, by the signal.
    setTimeout(() => process.exit(128 + number), DEADLINE).unref()
    void Promise.all([live().drain(), stopWorker()])
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
