import { setTimeout as pause } from 'node:timers/promises'
import { crowdAt } from './crowds.ts'
import { type Figure, quantile } from './figures.ts'
import { type Kind, startServer } from './servers.ts'
import type { Setting } from './setting.ts'
import type { Transport } from './stream.ts'
import { type WatchedRoom, watchedRoom } from './watched-room.ts'

const CLIENTS = 500
const BIDS_PER_SECOND = [20, 50]

/** Where rooms are watched: each twin, and each transport. */
export const DOORS = [
  { kind: 'express', transport: 'sse', name: 'Express, SSE' },
  { kind: 'express', transport: 'websocket', name: 'Express, WebSocket' },
  { kind: 'next', transport: 'sse', name: 'Next.js, SSE' },
  { kind: 'next-ws', transport: 'websocket', name: 'Next.js, WebSocket' },
] as const satisfies { kind: Kind; transport: Transport; name: string }[]

/** From the commit of a bid to each of many clients in its room, all of them at one server. */
export async function delays(setting: Setting): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { kind, transport, name } of DOORS) {
    const server = await startServer(kind, { DATABASE_URL: setting.house.url })
    const room = await watchedRoom(server, setting.house)
    const crowd = crowdAt(transport, room.addressOf(transport))
    try {
      await crowd.open(CLIENTS)
      // The first are for what is compiled on the way.
      await heardBy(crowd, room, { perSecond: 20, seconds: 2 })
      for (const perSecond of BIDS_PER_SECOND) {
        const samples = await heardBy(crowd, room, { perSecond, seconds: 3 * setting.seconds })
        figures.push({
          what: `commit to client, ${perSecond} bids/s, ${name}`,
          p50: quantile(samples, 0.5),
          p99: quantile(samples, 0.99),
          beside: `${CLIENTS} clients in the room, ${samples.length} arrivals`,
        })
      }
    } finally {
      await Promise.all([crowd.end(), server.end()])
    }
  }
  return figures
}

/** The delays of a while of bids. @throws Error where a client has not heard one once. */
async function heardBy(
  crowd: ReturnType<typeof crowdAt>,
  room: WatchedRoom,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<number[]> {
  const before = await room.commits()
  const count = perSecond * seconds
  const bids: Promise<void>[] = []
  const began = performance.now()
  for (let index = 0; index < count; index += 1) {
    await pause(Math.max(0, began + (1_000 * index) / perSecond - performance.now()))
    bids.push(room.bid())
  }
  await Promise.all(bids)
  const commits = await room.commits()
  const events = commits.size - before.size
  const { seq, at } = await crowd.hear(CLIENTS * events)
  if (seq.length !== CLIENTS * events) throw new Error('A client heard an event twice')
  return Array.from(seq, (number, index) => (at[index] ?? 0) - (commits.get(number) ?? 0))
}
