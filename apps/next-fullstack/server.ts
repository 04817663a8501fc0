import { createServer, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { LISTEN_BACKLOG, SERVER_TIMEOUTS, SHUTDOWN } from '@gavel/contracts'
import { attachLive, isWebSocketRequest } from '@gavel/live'
import next from 'next'
import { auctionHouse, live, offerWebSocket, store } from './src/auction-house.ts'
import { log } from './src/log.ts'
import { settings } from './src/settings.ts'

// The custom server that Next documents. It adds what `next start` does not have: WebSocket, timeouts
// for slow clients, and `Connection: close` during shutdown.

// Next adds an upgrade listener to the server that it is given and closes connections that are not
// its own. It gets one that never listens; upgrades of hot reload are passed on to that.
const dev = process.env.NODE_ENV !== 'production'
const upgrades = createServer()
const app = next({ dev, httpServer: upgrades })
await app.prepare()
const handle = app.getRequestHandler()

const isHotReload = ({ url }: IncomingMessage) => dev && url?.startsWith('/_next/') === true

let isStopping = false

// TWIN(process): this server is ours, like that of Express.
// TWIN(timeouts): the timeouts of a server of one's own are options of `createServer`.
const server = createServer(
  {
    ...SERVER_TIMEOUTS,
    shouldUpgradeCallback: (request) => isHotReload(request) || isWebSocketRequest(request),
  },
  (request, response) => {
    if (isStopping) response.setHeader('Connection', 'close')
    void handle(request, response)
  },
)

/** Connections of hot reload, which stay open until they are closed here. */
const hotReloads = new Set<Duplex>()

// TWIN(websocket): Next has no WebSocket in route handlers; `ws` handles the upgrades of this server.
attachLive(server, {
  live: live(),
  auctionHouse: auctionHouse(),
  settings: settings(),
  onEnd: (entry) => log().info(entry, 'Request ended'),
  onError: (error, requestId) => log().error({ err: error, requestId }, 'Opening a room failed'),
  others(request, socket, head) {
    if (!isHotReload(request)) return false
    hotReloads.add(socket)
    socket.once('close', () => hotReloads.delete(socket))
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

server.listen({ port: settings().NEXT_PORT, backlog: LISTEN_BACKLOG }, () => {
  log().info(`Next.js listens on http://localhost:${settings().NEXT_PORT}`)
})

process.on('SIGTERM', stop)
process.on('SIGINT', stop)

/** Stops gracefully; `instrumentation-node.ts`, which runs here too, ends the worker. */
async function stop(): Promise<void> {
  // Ctrl-C may arrive twice: from the terminal and from the process that started this one.
  if (isStopping) return
  isStopping = true
  setTimeout(() => server.closeAllConnections(), SHUTDOWN.cutOff).unref()
  setTimeout(() => process.exit(1), SHUTDOWN.exit).unref()
  await Promise.all([live().drain(), pause(SHUTDOWN.grace)])
  for (const socket of hotReloads) socket.destroy()
  // A connection whose last answer ends after `close` would stay open until its keep-alive timeout.
  setInterval(() => server.closeIdleConnections(), SHUTDOWN.grace).unref()
  await new Promise((closed) => server.close(closed))
  await app.close()
  await store().close()
  process.exit(0)
}
