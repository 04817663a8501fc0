import { setTimeout as pause } from 'node:timers/promises'
import { type Chapter, delaysOf, type Figure, quantile } from './figures.ts'
import { oneOf, randomFrom } from './random.ts'
import { bidding, openRoom, type Room } from './room.ts'
import { type Server, withServers } from './servers.ts'
import { until } from './until.ts'
import { Watcher } from './watcher.ts'

const BIDS_PER_SECOND = 20
/** Milliseconds between two cuts of a client, at the most. */
const APART = 1_800
/** Of the cuts, those that come before the stream has begun. */
const EARLY = 0.1

/** Clients lose their streams again and again, and go to any server, while bids go through all. */
export const reconnects: Chapter = ({ databaseUrl, seed, clients, reconnects }) =>
  withServers(
    databaseUrl,
    ['express', 'express', 'next', 'next-ws'],
    async (servers) => {
      const room = await openRoom(servers[0], randomFrom(seed))
      const stop = bidding(room, servers, BIDS_PER_SECOND)
      const watchers = Array.from({ length: clients }, (_, index) =>
        watcherAt(servers, room, { index, random: randomFrom(seed + index) }),
      )
      await Promise.all(
        watchers.map((watcher, index) => cutAgainAndAgain(watcher, reconnects, seed - index)),
      )
      await stop()
      const top = await room.top(servers[0])
      await until(() => watchers.every(({ sequence }) => sequence.last === top), 10_000)
      const figures = figuresOf(watchers, room, top)
      for (const watcher of watchers) watcher.leave()
      return figures
    },
    // As many as there are clients: a place that nobody holds any more must not be missed for long.
    { variables: { STREAMS_PER_ADDRESS: String(clients) } },
  )

/** Every second one by WebSocket, which `next start` has not. */
function watcherAt(
  servers: readonly Server[],
  room: Room,
  { index, random }: { index: number; random: () => number },
): Watcher {
  const transport = index % 2 === 0 ? 'sse' : 'websocket'
  const open = servers.filter(({ kind }) => transport === 'sse' || kind !== 'next')
  return new Watcher({ transport, room, random, pick: () => oneOf(open, random).baseUrl })
}

async function cutAgainAndAgain(watcher: Watcher, times: number, seed: number): Promise<void> {
  const random = randomFrom(seed)
  for (let time = 0; time < times; time += 1) {
    const isEarly = random() < EARLY
    if (!isEarly) await until(() => watcher.isIn, 30_000)
    await pause(random() * (isEarly ? 20 : APART))
    watcher.cut()
  }
  await until(() => watcher.isIn, 30_000)
}

function figuresOf(watchers: readonly Watcher[], room: Room, top: number): Figure[] {
  const recoveries = watchers.flatMap((watcher) => watcher.recoveries)
  return [
    inOrder('after reconnects', watchers, room, top),
    refusedOf(watchers),
    {
      what: 'recovery after a cut',
      measured: delaysOf(recoveries),
      promise: 'p99 ≤ 1000 ms',
      kept: quantile(recoveries, 0.99) <= 1_000,
      how: 'from the cut to the first frame of the next stream, at a server by chance',
    },
    {
      what: 'delay while they reconnect',
      measured: delaysOf(watchers.flatMap(({ delays }) => delays)),
      promise: '',
      kept: null,
      how: "from the event's moment, read under the lock, to the client; through 4 processes",
    },
  ]
}

/** Each client comes again at once, so a place that is not given back in time is soon refused. */
function refusedOf(watchers: readonly Watcher[]): Figure {
  const statuses = watchers.flatMap(({ ends }) => ends.flatMap(({ end }) => end.status ?? []))
  return {
    what: 'refused while they reconnect',
    measured: `${statuses.length} times${[...new Set(statuses)].map((status) => `, ${status}`).join('')}`,
    promise: 'never',
    kept: statuses.length === 0,
    how: `each server has ${watchers.length} places for this address`,
  }
}

/** That every client has heard the whole room, each event once and in its place. */
export function inOrder(
  when: string,
  watchers: readonly Watcher[],
  room: Room,
  top: number,
): Figure {
  const sum = (of: (watcher: Watcher) => number) =>
    watchers.reduce((total, watcher) => total + of(watcher), 0)
  const gaps = sum(({ sequence }) => sequence.gaps)
  const repeats = sum(({ sequence }) => sequence.repeats)
  const reorderings = sum(({ sequence }) => sequence.reorderings)
  const resets = sum(({ resets }) => resets)
  const behind = watchers.filter(({ sequence }) => sequence.last !== top).length
  const measured = `${gaps} gaps, ${repeats} repeats, ${reorderings} reorderings, ${resets} resets, ${room.contradictions} contradictions, ${behind} behind`
  return {
    what: `order ${when}`,
    measured,
    promise: 'none of them',
    kept: gaps + repeats + reorderings + resets + room.contradictions + behind === 0,
    how: `each client's frames against 1…${top}; ${watchers.length} clients`,
  }
}
