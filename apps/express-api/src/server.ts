import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { LISTEN_BACKLOG, SERVER_TIMEOUTS, SHUTDOWN } from '@gavel/contracts'
import { startWorker } from '@gavel/db'
import { attachLive, isWebSocketRequest } from '@gavel/live'
import { createApp } from './app.ts'
import { auctionHouse, live, store } from './auction-house.ts'
import { log } from './log.ts'
import { shutdown } from './middleware/close-keep-alive.ts'
import { settings } from './settings.ts'

// TWIN(process): an Express app is a function for a server that we create. This file creates it,
// attaches WebSocket, starts the worker and decides how the process ends.
// TWIN(timeouts): the timeouts of a server of one's own are options of `createServer`.
const server = createServer(
  { ...SERVER_TIMEOUTS, shouldUpgradeCallback: isWebSocketRequest },
  createApp(),
)

// TWIN(websocket): Express has no WebSocket; `ws` handles the upgrades of the same server.
attachLive(server, {
  live,
  auctionHouse,
  settings,
  onEnd: (entry) => log.info(entry, 'Request ended'),
  onError: (error, requestId) => log.error({ err: error, requestId }, 'Opening a room failed'),
})

const stopWorker = startWorker(auctionHouse, (error) =>
  log.error({ err: error }, 'The worker failed; it tries again'),
)

server.on('error', (error: NodeJS.ErrnoException) => {
  const port = settings.EXPRESS_PORT
  if (error.code !== 'EADDRINUSE') throw error
  console.error(`Port ${port} is taken: stop what uses it, or set EXPRESS_PORT to another.`)
  process.exit(1)
})

server.listen({ port: settings.EXPRESS_PORT, backlog: LISTEN_BACKLOG }, () => {
  log.info(`Express listens on http://localhost:${settings.EXPRESS_PORT}`)
})

process.on('SIGTERM', stop)
process.on('SIGINT', stop)

/** Stops gracefully: answers what is in flight, ends the streams, closes, exits with 0. */
async function stop(): Promise<void> {
  // Ctrl-C may arrive twice: from the terminal and from the process that started this one.
  if (shutdown.hasBegun) return
  shutdown.hasBegun = true
  setTimeout(() => server.closeAllConnections(), SHUTDOWN.cutOff).unref()
  setTimeout(() => process.exit(1), SHUTDOWN.exit).unref()
  // Keep-alive clients get `Connection: close` with their next answer; then idle ones can be closed.
  await Promise.all([live.drain(), stopWorker(), pause(SHUTDOWN.grace)])
  // A connection whose last answer ends after `close` would stay open until its keep-alive timeout.
  setInterval(() => server.closeIdleConnections(), SHUTDOWN.grace).unref()
  await new Promise((closed) => server.close(closed))
  await store.close()
  process.exit(0)
}
