import { SHUTDOWN } from '@gavel/contracts'
import { startWorker } from '@gavel/db'
import type { Instrumentation } from 'next'
import { auctionHouse, live } from './auction-house.ts'
import { log } from './log.ts'

/**
 * Starts the worker, and on SIGTERM ends it and the streams.
 * TWIN(process): the server belongs to Next. On SIGTERM it stops accepting requests, waits for those in
 * flight, and exits; a stream that nobody ends would keep it alive.
 */
export function start(): void {
  const stopWorker = startWorker(auctionHouse(), (error) =>
    log().error({ err: error }, 'The worker failed; it tries again'),
  )
  const stop = (_signal: NodeJS.Signals, number: number) => {
    // Next waits for every connection, also for a client that has stopped reading its stream.
    setTimeout(() => process.exit(128 + number), SHUTDOWN.exit).unref()
    void Promise.all([live().drain(), stopWorker()])
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

type PageError = Parameters<Instrumentation.onRequestError>

export function logPageError(error: PageError[0], request: PageError[1], context: PageError[2]) {
  const { digest } = error as { digest?: string }
  const requestId = request.headers['x-request-id']
  log().error(
    { err: error, digest, requestId, route: context.routePath },
    'Rendering a page failed',
  )
}
