import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { ENDING, transportHeaders } from '@gavel/contracts'
import { startWorker } from '@gavel/db'
import { house, live } from './house.ts'
import { logged } from './http/line.ts'
import { beInTime, teachPatience } from './http/patience.ts'
import { log } from './log.ts'
import { settings } from './settings.ts'

/** What Node tells of a request that begins. */
type Started = { request: IncomingMessage; response: ServerResponse; server: Server }

/** Answers that are under way. */
const answering = new Set<ServerResponse>()
let isStopping = false

/**
 * Starts what runs beside the requests, and ends it: a stream would go on for ever, so all are sent
 * away. A settlement under way is rolled back, and another process takes it up.
 * TWIN(process): the server is Next's. It calls `register` as it starts, and on SIGTERM it takes no
 * more requests, finishes those that have begun, and ends the process.
 */
export function startHouse(): void {
  subscribe('http.server.request.start', (message) => attend(message as Started))
  const stopWorker = startWorker(house(), (error) => log().error({ err: error }, 'Settling failed'))
  const stop = (_: NodeJS.Signals, number: number) => {
    isStopping = true
    for (const response of answering) sayLast(response)
    // Next waits for every connection, also for one whose client takes nothing: so the process ends
    // by itself, with the exit code that the signal has.
    setTimeout(() => process.exit(128 + number), ENDING.all).unref()
    void Promise.all([live().drain(), stopWorker()])
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function attend({ request, response, server }: Started): void {
  teach(server)
  const { requestId } = logged(request, response)
  const told = { 'X-Request-Id': requestId, ...transportHeaders(settings()) }
  response.setHeaders(new Map(Object.entries(told)))
  answering.add(response)
  response.once('close', () => answering.delete(response))
  if (isStopping) sayLast(response)
  beInTime(request, response)
}

/** A client that keeps its line would go on asking over it. So each answer says that it is the last. */
function sayLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close')
}

const taught = new WeakSet<Server>()

/** Tells a server once what ours are told; it is Next's, and first seen here. */
function teach(server: Server): void {
  if (taught.has(server)) return
  taught.add(server)
  teachPatience(server)
  teachManners(server)
}

/** A server that closes cuts idle lines at once, and with them requests that are on their way. */
function teachManners(server: Server): void {
  const cutIdle = server.closeIdleConnections.bind(server)
  let cutting: NodeJS.Timeout | undefined
  server.closeIdleConnections = () => void (cutting ??= setInterval(cutIdle, ENDING.idle).unref())
}
