import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { deafLineTo } from './deaf-line.ts'
import { type Chapter, delaysOf, type Figure, quantile } from './figures.ts'
import { inOrder } from './reconnects.ts'
import { bidding, openRoom } from './room.ts'
import { startServer, withServers } from './servers.ts'
import { until } from './until.ts'
import { Watcher } from './watcher.ts'

const BIDS_PER_SECOND = 20
/** Milliseconds of each round. */
const ROUND = 5_000
/** Milliseconds that an event may take whose wake-up is lost: the look of each second, and its time. */
const LOST = 1_200

/** Bids are made in one process, and watched in another that its wake-ups may not reach. */
export const wakeUps: Chapter = ({ databaseUrl, clients }) =>
  withServers(databaseUrl, ['express'], async ([server]) => {
    const line = await deafLineTo(databaseUrl)
    const far = await startServer('express', line.url)
    const room = await openRoom(server)
    const watchers = Array.from({ length: Math.ceil(clients / 10) }, (_, index) => {
      const transport = index % 2 === 0 ? 'sse' : 'websocket'
      return new Watcher({ transport, room, pick: () => far.baseUrl })
    })
    const everybodyHas = (top: number) => () =>
      watchers.every(({ sequence }) => sequence.last === top)

    async function round(disturb: () => Promise<void>): Promise<number[]> {
      for (const watcher of watchers) watcher.delays = []
      const stop = bidding(room, [server], BIDS_PER_SECOND)
      const end = performance.now() + ROUND
      while (performance.now() < end) await disturb()
      await stop()
      await until(everybodyHas(await room.top(server)), 5_000)
      return watchers.flatMap(({ delays }) => delays)
    }

    try {
      await until(() => watchers.every(({ isIn }) => isIn), 10_000)
      const heard = [await round(() => pause(100))]
      line.isDeaf = true
      const lost = await round(() => pause(100))
      line.isDeaf = false
      heard.push(await round(() => pause(100)))
      const cut = await round(() => endListeners(databaseUrl))
      const order = inOrder('with wake-ups lost', watchers, room, await room.top(server))
      return [...figuresOf({ heard: heard.flat(), lost, cut, messages: line.lost }), order]
    } finally {
      for (const watcher of watchers) watcher.leave()
      await far.kill()
      line.close()
    }
  })

/** Ends the connections that listen, and leaves them a moment to be made again. */
async function endListeners(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'listen %'`)
  await client.end()
  await pause(500)
}

function figuresOf({
  heard,
  lost,
  cut,
  messages,
}: {
  heard: number[]
  lost: number[]
  cut: number[]
  messages: number
}): Figure[] {
  const how = "from the event's moment in one Express to a client of another"
  return [
    {
      what: 'delay with wake-ups',
      measured: delaysOf(heard),
      promise: '',
      kept: null,
      how: `${how}; ${BIDS_PER_SECOND} bids a second`,
    },
    {
      what: 'delay with every NOTIFY lost',
      measured: delaysOf(lost),
      promise: `max ≤ ${LOST} ms`,
      kept: quantile(lost, 1) <= LOST,
      how: `${how}; a proxy before PostgreSQL has swallowed ${messages}`,
    },
    {
      what: 'delay with listeners ended',
      measured: delaysOf(cut),
      promise: `max ≤ ${LOST} ms`,
      kept: quantile(cut, 1) <= LOST,
      how: `${how}; pg_terminate_backend of all listeners twice a second`,
    },
  ]
}
