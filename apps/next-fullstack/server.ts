import { createServer, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { ENDING, PATIENCE } from '@gavel/contracts'
import { attachLive, isJoining } from '@gavel/live'
import next from 'next'
import { house, live, offerWebSocket, store } from './src/house.ts'
import { answeredBefore } from './src/http/before.ts'
import { told } from './src/http/problem.ts'
import { log } from './src/log.ts'
import { settings } from './src/settings.ts'

// The custom server that Next documents, for one thing that its own has not: WebSocket. It is also the
// one place in which code of ours sees a request before Next does.

// Next takes every upgrade of the server that it is told of, and hangs up on those it does not know.
// So it is told of one that never listens, and hears of its own: the page that reloads in development.
const dev = process.env.NODE_ENV !== 'production'
const upgrades = createServer()
const app = next({ dev, httpServer: upgrades })
await app.prepare()
const handle = app.getRequestHandler()

/** Whether an upgrade is for the page that reloads. */
const isNexts = ({ url }: IncomingMessage) => dev && url?.startsWith('/_next/') === true

// TWIN(process): this server is ours, as Express's is, and this file says how it ends.
// TWIN(patience): a server that is made here can be told how long it waits, and how often it looks.
const server = createServer(
  { ...PATIENCE, shouldUpgradeCallback: (request) => isNexts(request) || isJoining(request) },
  (request, response) => {
    if (!answeredBefore(request, response)) void handle(request, response)
  },
)
/** Pages open in development: each holds its line until it is told otherwise. */
const pages = new Set<Duplex>()
// TWIN(websocket): an upgrade goes by the framework. The one function for it, for both twins, listens
// on Node's server.
attachLive(server, {
  live: live(),
  house: house(),
  settings: settings(),
  problem: told,
  ended: (line) => log().info(line, 'Request ended'),
  others(request, socket, head) {
    if (!isNexts(request)) return false
    pages.add(socket)
    socket.once('close', () => pages.delete(socket))
    return upgrades.emit('upgrade', request, socket, head)
  },
})
offerWebSocket()
server.on('error', (error: NodeJS.ErrnoException) => {
  const port = settings().NEXT_PORT
  if (error.code !== 'EADDRINUSE') throw error
  console.error(`Port ${port} is taken: stop what uses it, or set NEXT_PORT to another.`)
  process.exit(1)
})
// Node's own 511 are fewer than a crowd; who finds no room in the queue tries again a second later.
server.listen({ port: settings().NEXT_PORT, backlog: 4_096 }, () => {
  log().info(`Next.js listens on http://localhost:${settings().NEXT_PORT}`)
})

// A terminal's Ctrl-C may come twice, from the terminal and from whoever started this process.
let stopping: Promise<void> | undefined
process.on('SIGTERM', () => (stopping ??= stop()))
process.on('SIGINT', () => (stopping ??= stop()))

/**
 * Finishes what has begun, takes nothing new, and goes. What both of Next's servers need for that is
 * in `instrumentation-node.ts`: each answer says that it is the last, and idle lines have a moment.
 */
async function stop(): Promise<void> {
  const closed = new Promise((done) => server.close(done))
  setTimeout(() => server.closeAllConnections(), ENDING.farewell).unref()
  setTimeout(() => process.exit(1), ENDING.all).unref()
  // The worker is ended where it was begun, in that file too.
  await live().drain()
  for (const socket of pages) socket.destroy()
  await closed
  await app.close()
  await store().close()
  process.exit(0)
}
