import { setTimeout as pause } from 'node:timers/promises'
import { type Chapter, delaysOf, type Figure, median, quantile } from './figures.ts'
import { makeLong } from './long-log.ts'
import { randomFrom } from './random.ts'
import { inOrder } from './reconnects.ts'
import { bidding, openRoom, type Room } from './room.ts'
import { type Server, withServers } from './servers.ts'
import { until } from './until.ts'
import { Watcher } from './watcher.ts'

const BIDS_PER_SECOND = 40
const ROUNDS = 4
/**
 * Milliseconds of a round: until the buffers of those who stall are full, for filling them is work
 * like any other, and then of measuring.
 */
const ROUND = { settle: 6_000, measured: 5_000 }
/** Milliseconds after which those who have stalled read on: told by then, and cut by then. */
const READ_ON = { early: 18_000, late: 28_000 }

/** The delays of a round at the server where some stall, and at that where nobody does. */
type Round = { beside: number[]; without: number[] }

/**
 * One in ten stops reading. The others must not feel it, and they must come to no harm. Two servers
 * tell the same bids to as many clients at the same time, and take turns to have those who stall.
 */
export const stalled: Chapter = ({ databaseUrl, seed, clients }) =>
  withServers(databaseUrl, ['express', 'express', 'express'], async ([seller, ...servers]) => {
    const room = await openRoom(seller, randomFrom(seed))
    await room.bid(seller)
    await makeLong(databaseUrl, room.lotId)
    const from = await room.top(seller)
    const few = Math.ceil(clients / 10)
    const others = servers.map((server) => crowd((clients - few) / 2, server, room, { from }))
    await until(() => others.flat().every(({ isIn }) => isIn), 10_000)
    const stop = bidding(room, [seller], BIDS_PER_SECOND)

    const rounds: Round[] = []
    let stalling: Watcher[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const watcher of stalling) watcher.leave()
      const at = round % 2
      stalling = crowd(few, servers[at], room, { stalls: true })
      const delays = await delaysBy(others)
      rounds.push({ beside: delays[at] ?? [], without: delays[1 - at] ?? [] })
    }
    await readOn(stalling)

    await stop()
    const all = [...others.flat(), ...stalling]
    const top = await room.top(seller)
    await until(() => all.every(({ sequence }) => sequence.last === top), 20_000)
    for (const watcher of all) watcher.leave()
    return [
      besideThem(rounds, few),
      ...toldOrCut(stalling),
      inOrder('after stalling', all, room, top),
    ]
  })

/** Those who stall begin with the first event, so that there is more for them than buffers hold. */
const crowd = (
  count: number,
  server: Server | undefined,
  room: Room,
  how: { from: number } | { stalls: true },
): Watcher[] =>
  Array.from({ length: count }, (_, index) => {
    const transport = index % 2 === 0 ? 'sse' : 'websocket'
    return new Watcher({ transport, room, pick: () => server?.baseUrl ?? '', ...how })
  })

async function delaysBy(crowds: readonly Watcher[][]): Promise<number[][]> {
  await pause(ROUND.settle)
  for (const watcher of crowds.flat()) watcher.delays = []
  await pause(ROUND.measured)
  return crowds.map((watchers) => watchers.flatMap(({ delays }) => delays))
}

/** They have been silent for one round already. Half of each transport read on early. */
async function readOn(stalled: readonly Watcher[]): Promise<void> {
  await pause(READ_ON.early - ROUND.settle - ROUND.measured)
  stalled.forEach((watcher, index) => index % 4 < 2 && watcher.readOn())
  await pause(READ_ON.late - READ_ON.early)
  stalled.forEach((watcher, index) => index % 4 >= 2 && watcher.readOn())
  await until(() => stalled.every(({ ends }) => ends.length > 0), 5_000)
}

function besideThem(rounds: readonly Round[], few: number): Figure {
  const ratioOf = ({ beside, without }: Round) => quantile(beside, 0.99) / quantile(without, 0.99)
  const ratios = rounds.map(ratioOf)
  const beside = rounds.flatMap((round) => round.beside)
  const without = rounds.flatMap((round) => round.without)
  const shown = ratios.map((ratio) => ratio.toFixed(2)).join(', ')
  return {
    what: `delay beside ${few} stalled`,
    measured: `p99 ${ratioOf({ beside, without }).toFixed(2)} times; by rounds ${shown}, median ${median(ratios).toFixed(2)}; beside: ${delaysOf(beside)}; without: ${delaysOf(without)}`,
    promise: 'aim: p99 ≤ 1.1 times',
    kept: null,
    how: `at two servers at once, one with them, ${rounds.length} rounds of ${ROUND.measured / 1_000} s in turn`,
  }
}

function toldOrCut(stalled: readonly Watcher[]): Figure[] {
  return (['early', 'late'] as const).map((when) => {
    const some = stalled.filter((_, index) => index % 4 < 2 === (when === 'early'))
    const told = some.filter(({ ends: [end] }) => end?.bye?.code === 'slow').length
    const cut = some.filter(({ ends: [end] }) => end && !end.bye).length
    return {
      what: `stalled, who read on after ${READ_ON[when] / 1_000} s`,
      measured: `${told} told, ${cut} cut, of ${some.length}`,
      promise: when === 'early' ? 'each told' : 'each told or cut',
      kept: (when === 'early' ? told : told + cut) === some.length,
      how: 'bye slow heard, or the end of the connection; half SSE, half WebSocket',
    }
  })
}
