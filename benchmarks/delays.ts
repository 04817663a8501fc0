import { setTimeout as pause } from 'node:timers/promises'
import { type Broadcasts, openBroadcasts } from './broadcasts.ts'
import { type Crowd, crowdAt } from './crowds.ts'
import { type Figure, quantile } from './figures.ts'
import { type Kind, startServer } from './servers.ts'
import type { Setting } from './setting.ts'
import type { Transport } from './stream.ts'
import { type Teller, watchedRoom } from './watched-room.ts'

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
  const floor = await openBroadcasts(CLIENTS)
  const figures: Figure[] = []
  try {
    for (const door of DOORS) figures.push(...(await delaysAt(door, floor, setting)))
  } finally {
    await floor.end()
  }
  return figures
}

async function delaysAt(
  { kind, transport, name }: (typeof DOORS)[number],
  floor: Broadcasts,
  { house, seconds }: Setting,
): Promise<Figure[]> {
  const server = await startServer(kind, { DATABASE_URL: house.url })
  const room = await watchedRoom(server, house)
  const crowd = crowdAt(transport, room.addressOf(transport))
  const figures: Figure[] = []
  try {
    await crowd.open(CLIENTS)
    // The first are for what is compiled on the way.
    await heardBy(crowd, room, { perSecond: 20, seconds: 2 })
    const bare = floor.tellerOf(await room.frame())
    for (const perSecond of BIDS_PER_SECOND) {
      const samples = await heardBy(crowd, room, { perSecond, seconds: 3 * seconds })
      const floors = await heardBy(floor.crowd, bare, { perSecond, seconds })
      figures.push(figureOf(`commit to client, ${perSecond} bids/s, ${name}`, samples, floors))
    }
  } finally {
    await Promise.all([crowd.end(), server.end()])
  }
  return figures
}

/** The delays of a while. @throws Error where a client has not heard each event once. */
async function heardBy(
  crowd: Crowd,
  teller: Teller,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<number[]> {
  const before = await teller.moments()
  const told: Promise<void>[] = []
  const began = performance.now()
  for (let index = 0; index < perSecond * seconds; index += 1) {
    await pause(Math.max(0, began + (1_000 * index) / perSecond - performance.now()))
    told.push(teller.tell())
  }
  await Promise.all(told)
  const moments = await teller.moments()
  const arrivals = CLIENTS * (moments.size - before.size)
  const { seq, at } = await crowd.hear(arrivals)
  if (seq.length !== arrivals) throw new Error('A client heard an event twice')
  return Array.from(seq, (number, index) => (at[index] ?? 0) - (moments.get(number) ?? 0))
}

function figureOf(what: string, samples: number[], floors: number[]): Figure {
  const [p50 = 0, p99 = 0] = [0.5, 0.99].map((share) => quantile(samples, share))
  const [of50, of99] = [p50 / quantile(floors, 0.5), p99 / quantile(floors, 0.99)]
  return {
    what,
    p50,
    p99,
    beside: `${of50.toFixed(1)} and ${of99.toFixed(1)} times a bare ws; ${CLIENTS} clients`,
  }
}
