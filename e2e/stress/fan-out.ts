import { setTimeout as pause } from 'node:timers/promises'
import type { Chapter, Figure } from './figures.ts'
import { processorTimeOf } from './inspector.ts'
import { bidding, openRoom, type Room } from './room.ts'
import { type Server, withServers } from './servers.ts'
import type { Transport } from './stream.ts'
import { until } from './until.ts'
import { Watcher } from './watcher.ts'

const BIDS_PER_SECOND = 40
const MEASURED = 4_000

/** What it costs a process to tell one event to one more client. */
export const fanOut: Chapter = ({ databaseUrl, clients }) =>
  withServers(databaseUrl, ['express'], ([seller]) =>
    withServers(
      databaseUrl,
      ['express', 'next'],
      async ([express, next]) => {
        const room = await openRoom(seller)
        const stop = bidding(room, [seller], BIDS_PER_SECOND)
        const figures: Figure[] = []
        for (const [server, transport] of [
          [express, 'sse'],
          [express, 'websocket'],
          [next, 'sse'],
        ] as const) {
          const at = { server, seller, transport, room }
          // The first round is for what is compiled on the way.
          await tell(clients, at)
          const [one, all] = [await tell(1, at), await tell(clients, at)]
          figures.push(figureOf(at, clients, (1_000 * (all.ms - one.ms)) / (all.told - one.told)))
        }
        await stop()
        return figures
      },
      { inspected: true },
    ),
  )

type At = { server: Server | undefined; seller: Server; transport: Transport; room: Room }

/** The processor time of a while in which so many clients are told the same events. */
async function tell(count: number, at: At): Promise<{ ms: number; told: number }> {
  const { server, seller, transport, room } = at
  const from = await room.top(seller)
  const watchers = Array.from(
    { length: count },
    () => new Watcher({ transport, room, from, pick: () => server?.baseUrl ?? '' }),
  )
  await until(() => watchers.every(({ isIn }) => isIn), 10_000)
  await pause(1_000)
  for (const watcher of watchers) watcher.delays = []
  const before = await processorTimeOf(server?.inspector ?? null)
  await pause(MEASURED)
  const ms = (await processorTimeOf(server?.inspector ?? null)) - before
  const told = watchers.reduce((sum, { delays }) => sum + delays.length, 0)
  for (const watcher of watchers) watcher.leave()
  return { ms, told }
}

const figureOf = ({ server, transport }: At, clients: number, micros: number): Figure => ({
  what: `fan-out, ${transport}, ${server?.kind}`,
  measured: `${Math.round(micros)} µs of processor time for an event and client`,
  promise: '',
  kept: null,
  how: `${clients} clients against one, ${BIDS_PER_SECOND} bids a second elsewhere, ${MEASURED / 1_000} s each`,
})
