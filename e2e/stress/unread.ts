import { setTimeout as pause } from 'node:timers/promises'
import type { Chapter, Figure } from './figures.ts'
import { connectionsOf } from './inspector.ts'
import { makeLong } from './long-log.ts'
import { openRoom, type Room } from './room.ts'
import { type Server, withServers } from './servers.ts'
import type { Transport } from './stream.ts'
import { Watcher } from './watcher.ts'

/** Milliseconds after which a server has closed the connection of a client that reads nothing. */
const CLOSED = 50_000
const CLIENTS = 5

/** Clients that read nothing, ever: what the server holds for them is not held for good. */
export const unread: Chapter = ({ databaseUrl }) =>
  withServers(
    databaseUrl,
    ['express', 'express', 'next', 'next-ws'],
    async ([seller, ...servers]) => {
      const room = await openRoom(seller)
      await room.bid(seller)
      await makeLong(databaseUrl, room.lotId)
      return Promise.all(servers.map((server) => holding(server, room)))
    },
    { inspected: true },
  )

async function holding({ kind, baseUrl, inspector }: Server, room: Room): Promise<Figure> {
  const transports: Transport[] = kind === 'next' ? ['sse'] : ['sse', 'websocket']
  const count = () => connectionsOf(inspector, new URL(baseUrl).port)
  // Those who have asked whether it is ready keep their connections for some seconds.
  while ((await count()) > 0) await pause(500)
  const began = performance.now()
  const watchers = transports.flatMap((transport) =>
    Array.from(
      { length: CLIENTS },
      () => new Watcher({ transport, room, pick: () => baseUrl, stalls: true }),
    ),
  )
  await pause(5_000)
  const held = await count()
  while ((await count()) > 0 && performance.now() - began < CLOSED + 5_000) await pause(500)
  const left = await count()
  const ms = Math.round(performance.now() - began)
  for (const watcher of watchers) watcher.leave()
  return {
    what: `never read, ${transports.join(' and ')}, ${kind}`,
    measured: `${held} connections held, ${left} after ${ms} ms`,
    promise: `none after ${CLOSED} ms`,
    kept: held === watchers.length && left === 0 && ms <= CLOSED,
    how: "the server's own connections, by its inspector; the kernel's part may outlive them",
  }
}
