import { setTimeout as pause } from 'node:timers/promises'
import { type Chapter, delaysOf, type Figure, quantile } from './figures.ts'
import { probe } from './probing.ts'
import { openRoom, type Room } from './room.ts'
import { type Server, withServers } from './servers.ts'
import { until } from './until.ts'
import { Watcher } from './watcher.ts'

const SOCKETS = 1_000
const ROUNDS = 5
/**
 * Milliseconds that a server may take to say that it is ready, while a crowd comes in. It is an aim: on
 * few cores the crowd has a part of them, and what Next does for each request, before any code of ours,
 * is more than the whole of it.
 */
const READY = 100
/** Milliseconds until those who have left are forgotten. */
const FORGOTTEN = 3_000

/** A thousand come at the same moment. All are let in, and nobody else has to wait for it. */
export const crowd: Chapter = ({ databaseUrl }) =>
  withServers(databaseUrl, ['express', 'next', 'next-ws'], async (servers) => {
    const room = await openRoom(servers[0])
    const figures: Figure[] = []
    for (const server of servers) figures.push(await comeIn(server, room))
    return figures
  })

async function comeIn({ kind, baseUrl }: Server, room: Room): Promise<Figure> {
  const open: number[] = []
  const delays: number[] = []
  let refused = 0
  // The first round is for what is compiled on the way.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const probing = await probe(baseUrl)
    const watchers = Array.from({ length: SOCKETS }, (_, index) => {
      const transport = index % 2 === 0 || kind === 'next' ? 'sse' : 'websocket'
      return new Watcher({ transport, room, pick: () => baseUrl })
    })
    const took = await until(() => watchers.every(({ isIn }) => isIn), 30_000)
    const answered = await probing.stop()
    refused += watchers.reduce((sum, { ends }) => sum + ends.length, 0)
    for (const watcher of watchers) watcher.leave()
    await pause(FORGOTTEN)
    if (round === 0) continue
    open.push(took)
    delays.push(...answered)
  }
  const isQuick = quantile(delays, 0.99) < READY
  const areIn = refused === 0 && Math.max(...open) < Infinity
  return {
    what: `${SOCKETS} sockets at once, ${kind}`,
    measured: `ready answered: ${delaysOf(delays)}; all in after ${open.map(Math.round).join(', ')} ms, ${refused} lost`,
    promise: `all in; aim: ready p99 < ${READY} ms`,
    // An aim that is missed is shown, and fails nothing.
    kept: areIn && !isQuick ? null : areIn,
    how: `${kind === 'next' ? 'all SSE' : 'half SSE, half WebSocket'}, ${ROUNDS} rounds; meanwhile a new connection every 10 ms asks /api/health/ready`,
  }
}
