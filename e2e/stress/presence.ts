import type { Chapter } from './figures.ts'
import { openRoom } from './room.ts'
import { withServers } from './servers.ts'
import { until } from './until.ts'
import { Watcher } from './watcher.ts'

/** Milliseconds that the watchers of a process that has died are counted, at the most. */
const RIGHT_AGAIN = 35_000

/** How many watch is known in every process, and known again after one has died. */
export const presence: Chapter = ({ databaseUrl, clients }) =>
  withServers(databaseUrl, ['express', 'next', 'express'], async ([express, next, victim]) => {
    const room = await openRoom(express)
    const some = Math.ceil(clients / 20)
    const at = (server: { baseUrl: string } | undefined, count: number) =>
      Array.from(
        { length: count },
        () => new Watcher({ transport: 'sse', room, pick: () => server?.baseUrl ?? '' }),
      )
    const seers = [...at(express, 1), ...at(next, 1)]
    const everybody = (count: number) => () => seers.every(({ watching }) => watching === count)
    await until(everybody(2), 10_000)

    const doomed = at(victim, some)
    const come = await until(everybody(2 + some), 10_000)
    await victim?.kill()
    for (const watcher of doomed) watcher.leave()
    const right = await until(everybody(2), RIGHT_AGAIN + 5_000)
    const more = at(express, some)
    await until(everybody(2 + some), 10_000)
    for (const watcher of more) watcher.leave()
    const left = await until(everybody(2), 10_000)

    for (const watcher of seers) watcher.leave()
    return [
      {
        what: 'presence after arrivals, departures',
        measured: `right after ${Math.round(come)} ms, ${Math.round(left)} ms`,
        promise: '≤ 3000 ms',
        kept: Math.max(come, left) <= 3_000,
        how: `${some} come and go; seen by a client at Express and one at Next`,
      },
      {
        what: 'presence after kill -9',
        measured: `right after ${Math.round(right)} ms`,
        promise: `≤ ${RIGHT_AGAIN} ms`,
        kept: right <= RIGHT_AGAIN,
        how: `the server of ${some} is killed; seen by a client at Express and one at Next`,
      },
    ]
  })
