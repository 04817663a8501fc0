import { createServer, type ServerResponse } from 'node:http'
import { Server as Listener } from 'node:net'
import { ENDING, PATIENCE } from '@gavel/contracts'
import { startWorker } from '@gavel/db'
import { attachLive, isJoining } from '@gavel/live'
import { createApp } from './app.ts'
import { told } from './http/problem.ts'
import { house, live, store } from './house.ts'
import { log } from './log.ts'
import { settings } from './settings.ts'

// TWIN(process): Express is a function for a server that is ours: this file makes it, says when the
// worker starts, and decides how the process ends.
// TWIN(patience): a server that is made here can be told how long it waits, and how often it looks.
const server = createServer({ ...PATIENCE, shouldUpgradeCallback: isJoining }, createApp())
// TWIN(websocket): an upgrade goes by the framework. The one function for it, for both twins, listens
// on Node's server.
attachLive(server, {
  live,
  house,
  settings,
  problem: told,
  ended: (line) => log.info(line, 'Request ended'),
})
const stopWorker = startWorker(house, (error) => log.error({ err: error }, 'Settling failed'))

server.on('error', (error: NodeJS.ErrnoException) => {
  const port = settings.EXPRESS_PORT
  if (error.code !== 'EADDRINUSE') throw error
  console.error(`Port ${port} is taken: stop what uses it, or set EXPRESS_PORT to another.`)
  process.exit(1)
})
// Node's own 511 are fewer than a crowd; who finds no room in the queue tries again a second later.
server.listen({ port: settings.EXPRESS_PORT, backlog: 4_096 }, () => {
  log.info(`Express listens on http://localhost:${settings.EXPRESS_PORT}`)
})

// A terminal's Ctrl-C may come twice, from the terminal and from whoever started this process.
let stopping: Promise<void> | undefined
process.on('SIGTERM', () => (stopping ??= stop()))
process.on('SIGINT', () => (stopping ??= stop()))

/** Answers that are under way. */
const answering = new Set<ServerResponse>()
server.prependListener('request', (_request, response) => {
  answering.add(response)
  response.once('close', () => answering.delete(response))
  if (stopping) sayLast(response)
})

/** A client that keeps its line would go on asking over it. So each answer says that it is the last. */
function sayLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close')
}

/** Finishes what has begun, takes nothing new, and goes. */
async function stop(): Promise<void> {
  for (const response of answering) sayLast(response)
  // Node's own `close` would cut the idle lines at once, and with them requests that are on their way.
  const closed = new Promise((done) => Listener.prototype.close.call(server, done))
  setInterval(() => server.closeIdleConnections(), ENDING.idle).unref()
  setTimeout(() => server.closeAllConnections(), ENDING.farewell).unref()
  setTimeout(() => process.exit(1), ENDING.all).unref()
  await Promise.all([live.drain(), stopWorker()])
  await closed
  await store.close()
  process.exit(0)
}
