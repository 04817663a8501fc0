import { startWorker } from '@gavel/db'
import { house, live } from './house.ts'
import { log } from './log.ts'

/** Milliseconds after which the process ends, whoever has not taken what was sent to them. */
const DEADLINE = 8_000

/**
 * Starts what runs beside the requests, and ends it: a stream would go on for ever, so all are sent
 * away. A settlement under way is rolled back, and another process takes it up.
 * TWIN(process): the server is Next's. It calls `register` before it listens, and on SIGTERM it takes
 * no more requests, finishes those that have begun, and ends the process.
 */
export function startHouse(): void {
  const stopWorker = startWorker(house(), (error) => log().error({ err: error }, 'Settling failed'))
  const stop = (_: NodeJS.Signals, number: number) => {
    // TWIN(leaving): a handler of Next can end a body, and not its connection. Where a client takes
    // nothing Next would wait for ever, so the process ends with the exit code that the signal has.
    setTimeout(() => process.exit(128 + number), DEADLINE).unref()
    void Promise.all([live().drain(), stopWorker()])
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
