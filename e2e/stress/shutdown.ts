import { setTimeout as pause } from 'node:timers/promises'
import { type Chapter, type Figure, quantile } from './figures.ts'
import { makeLong } from './long-log.ts'
import { bidding, openRoom, type Room } from './room.ts'
import { type Kind, type Server, startServer, withServers } from './servers.ts'
import { until } from './until.ts'
import { Watcher } from './watcher.ts'

/** Milliseconds in which a server ends that is told to. */
const EXIT = 10_000
/** Milliseconds in which the buffers of a client are full that reads nothing. */
const FULL = 1_500
const STALLED = 2
/** Next ends itself by the signal's own code, 128 + 15; the others are ours. */
const CODE: Record<Kind, number> = { express: 0, 'next-ws': 0, next: 143 }

/** A server is told to end while many watch: each of them hears of it, and the process goes. */
export const shutdown: Chapter = ({ databaseUrl, clients }) =>
  withServers(databaseUrl, ['express'], async ([other]) => {
    const figures: Figure[] = []
    for (const kind of ['express', 'next', 'next-ws'] as const) {
      const room = await openRoom(other)
      await room.bid(other)
      await makeLong(databaseUrl, room.lotId)
      const server = await startServer(kind, databaseUrl)
      const stop = bidding(room, [other], 10)
      figures.push(...(await goodbye(server, other, room, Math.ceil(clients / 2))))
      await stop()
    }
    return figures
  })

async function goodbye(server: Server, other: Server, room: Room, clients: number) {
  const from = await room.top(other)
  const watchers = crowd(clients, room, [server, other], { from })
  const stalled = crowd(STALLED, room, [server, other], { stalls: true })
  await until(() => watchers.every(({ isIn }) => isIn), 10_000)
  await pause(FULL)

  const { code, ms } = await server.stop()
  const back = await until(() => watchers.every(({ isIn }) => isIn), 10_000)

  for (const watcher of [...watchers, ...stalled]) watcher.leave()
  return figuresOf(server.kind, watchers, { code, ms, back })
}

/** Clients of a server, who go to another once it is gone. */
const crowd = (
  count: number,
  room: Room,
  [server, other]: [Server, Server],
  how: { from: number } | { stalls: true },
): Watcher[] =>
  Array.from({ length: count }, (_, index) => {
    const transport = index % 2 === 0 || server.kind === 'next' ? 'sse' : 'websocket'
    let next = server
    const pick = () => {
      const { baseUrl } = next
      next = other
      return baseUrl
    }
    return new Watcher({ transport, room, pick, ...how })
  })

function figuresOf(
  kind: Kind,
  watchers: readonly Watcher[],
  { code, ms, back }: { code: number | null; ms: number; back: number },
): Figure[] {
  const ends = watchers.map(({ ends: [end], transport }) => ({ end, transport }))
  const told = ends.filter(({ end }) => end?.bye?.code === 'draining')
  const well = told.filter(({ end, transport }) =>
    transport === 'sse' ? end?.end.whole : end?.end.code === 1001,
  )
  const waits = told.map(({ end }) => end?.bye?.retryAfterMs ?? 0)
  const spread = [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(waits, share))
  return [
    {
      what: `goodbye of ${kind}`,
      measured: `${told.length} of ${watchers.length} told, ${well.length} closed as they should; to come back after ${spread.join(', ')} ms; all back ${Math.round(back)} ms after the exit`,
      promise: 'each of them',
      kept: well.length === watchers.length,
      how: 'bye draining, then 1001 or the whole end of the body; quartiles of retryAfterMs',
    },
    {
      what: `exit of ${kind}`,
      measured: `code ${code} after ${Math.round(ms)} ms`,
      promise: `${CODE[kind]} within ${EXIT} ms`,
      kept: code === CODE[kind] && ms <= EXIT,
      how: `from SIGTERM, with ${watchers.length} streams, and ${STALLED} more that are not read`,
    },
  ]
}
