import { setTimeout as pause } from 'node:timers/promises'
import type { Chapter, Figure } from './figures.ts'
import { type Memory, memoryOf, processorTimeOf } from './inspector.ts'
import { makeLong } from './long-log.ts'
import { openRoom, type Room } from './room.ts'
import { type Server, withServers } from './servers.ts'
import type { Transport } from './stream.ts'
import { until } from './until.ts'
import { Watcher } from './watcher.ts'

const MEBIBYTE = 2 ** 20
/**
 * A server that has used so few milliseconds of processor time in so many has filled the buffers of
 * stalled clients, or forgotten them.
 */
const REST = { used: 50, of: 500, atMost: 10_000 }

/** What one client costs the process that it is at: one that reads, and one that has stopped. */
export const memory: Chapter = ({ databaseUrl, clients }) =>
  withServers(
    databaseUrl,
    ['express', 'next'],
    async ([express, next]) => {
      const room = await openRoom(express)
      await room.bid(express)
      await makeLong(databaseUrl, room.lotId)
      const top = await room.top(express)
      const figures: Figure[] = []
      const [many, few] = [Math.ceil(clients / 2), Math.ceil(clients / 10)]
      for (const [server, transport] of [
        [express, 'sse'],
        [express, 'websocket'],
        [next, 'sse'],
      ] as const) {
        // What the first of them bring about is not counted: code that is compiled, a heap that grows.
        await heldBy(few, { server, transport, room, stalls: true })
        const reading = await heldBy(many, { server, transport, room, from: top })
        const stalled = await heldBy(few, { server, transport, room, stalls: true })
        figures.push(figureOf('reading', reading, { server, transport, count: many }))
        figures.push(figureOf('stalled', stalled, { server, transport, count: few }))
      }
      return figures
    },
    { inspected: true },
  )

type Crowd = { server: Server | undefined; transport: Transport; room: Room } & (
  | { from: number }
  | { stalls: true }
)

/** How much more a process holds for each of so many clients. */
async function heldBy(count: number, { server, ...how }: Crowd): Promise<Memory> {
  const inspector = server?.inspector ?? null
  const before = await memoryOf(inspector)
  const watchers = Array.from(
    { length: count },
    () => new Watcher({ ...how, pick: () => server?.baseUrl ?? '' }),
  )
  await until(() => watchers.every(({ isIn }) => isIn), 10_000)
  await rest(inspector)
  const after = await memoryOf(inspector)
  for (const watcher of watchers) watcher.leave()
  await rest(inspector)
  return {
    held: (after.held - before.held) / count,
    resident: (after.resident - before.resident) / count,
  }
}

/** Waits until a process has next to nothing to do. */
async function rest(inspector: number | null): Promise<void> {
  const giveUp = performance.now() + REST.atMost
  for (let used = Infinity; used > REST.used && performance.now() < giveUp; ) {
    const before = await processorTimeOf(inspector)
    await pause(REST.of)
    used = (await processorTimeOf(inspector)) - before
  }
}

function figureOf(
  what: 'reading' | 'stalled',
  { held, resident }: Memory,
  { server, transport, count }: { server: Server | undefined; transport: string; count: number },
): Figure {
  const kib = (bytes: number) => `${Math.round(bytes / 1024)} KiB`
  return {
    what: `memory of one ${what}, ${transport}, ${server?.kind}`,
    measured: `${kib(held)} held, ${kib(resident)} resident`,
    promise: what === 'stalled' ? 'held ≤ 1024 KiB' : '',
    kept: what === 'stalled' ? held <= MEBIBYTE : null,
    how: `${count} more of them, by the inspector: held is heap and buffers after collection; the kernel's buffers are not in it`,
  }
}
