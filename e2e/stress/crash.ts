import { setTimeout as pause } from 'node:timers/promises'
import { type Chapter, delaysOf, type Figure, quantile } from './figures.ts'
import { oneOf, randomFrom } from './random.ts'
import { inOrder } from './reconnects.ts'
import { bidding, openRoom, type Room } from './room.ts'
import { type Server, withServers } from './servers.ts'
import { until } from './until.ts'
import { Watcher } from './watcher.ts'

const BIDS_PER_SECOND = 20

/** A server is killed: some of its clients go elsewhere, some wait until it has been started again. */
export const crash: Chapter = ({ databaseUrl, seed, clients }) =>
  withServers(databaseUrl, ['express', 'next-ws', 'express'], async (servers) => {
    const [victim] = servers
    const room = await openRoom(victim, randomFrom(seed))
    const stop = bidding(room, servers.slice(1), BIDS_PER_SECOND)
    const moving = crowd(clients, room, { seed, first: victim, others: servers.slice(1) })
    const waiting = crowd(clients, room, { seed: -seed, first: victim, others: [victim] })
    const all = [...moving, ...waiting]
    await until(() => all.every(({ isIn }) => isIn), 10_000)
    await pause(1_000)

    await victim.kill()
    await victim.restart()
    await until(() => all.every(({ isIn }) => isIn), 10_000)
    await stop()
    const top = await room.top(victim)
    await until(() => all.every(({ sequence }) => sequence.last === top), 10_000)

    const figures = [
      recovered('elsewhere', moving),
      recovered('at the same server, started again', waiting),
      inOrder('after kill -9', all, room, top),
    ]
    for (const watcher of all) watcher.leave()
    return figures
  })

function crowd(
  clients: number,
  room: Room,
  { seed, first, others }: { seed: number; first: Server; others: readonly Server[] },
): Watcher[] {
  return Array.from({ length: Math.ceil(clients / 4) }, (_, index) => {
    const random = randomFrom(seed + index)
    let isFirst = true
    const pick = () => {
      const { baseUrl } = isFirst ? first : oneOf(others, random)
      isFirst = false
      return baseUrl
    }
    return new Watcher({ transport: index % 2 ? 'sse' : 'websocket', room, random, pick })
  })
}

function recovered(where: string, watchers: readonly Watcher[]): Figure {
  const recoveries = watchers.flatMap((watcher) => watcher.recoveries)
  return {
    what: `recovery after kill -9, ${where}`,
    measured: delaysOf(recoveries),
    promise: 'p99 ≤ 5000 ms',
    kept: recoveries.length >= watchers.length && quantile(recoveries, 0.99) <= 5_000,
    how: 'from the loss of the stream to the first frame of the next',
  }
}
