import { setTimeout as pause } from 'node:timers/promises'
import { type Crowd, crowdAt } from './crowds.ts'
import { DOORS } from './delays.ts'
import type { Figure } from './figures.ts'
import { type Server, startServer } from './servers.ts'
import type { Setting } from './setting.ts'
import { watchedRoom } from './watched-room.ts'

/** The first bring about code and a heap that grow once; the others are counted. */
const FIRST = 200
const COUNTED = 1_000
/** Milliseconds in which a server comes to rest. */
const REST = 2_000

/** What the system gives a server for each client that only listens, while nothing happens. */
export async function memory({ house }: Setting): Promise<Figure[]> {
  const bare = await startServer('bare-ws')
  const floor = await eachAt(bare, crowdAt('websocket', bare.baseUrl.replace('http', 'ws')))
  const figures: Figure[] = []
  for (const { kind, transport, name } of DOORS) {
    const server = await startServer(kind, { DATABASE_URL: house.url })
    const room = await watchedRoom(server, house)
    const each = await eachAt(server, crowdAt(transport, room.addressOf(transport)))
    const ratio = (each / floor).toFixed(1)
    const beside = `${Math.round(each)} KiB resident, ${ratio} times a bare ws`
    figures.push({ what: `memory of an idle client, ${name}`, beside })
  }
  return figures
}

/** KiB for each client, of a server that ends with it. */
async function eachAt(server: Server, crowd: Crowd): Promise<number> {
  try {
    await crowd.open(FIRST)
    await pause(REST)
    const before = server.resident()
    await crowd.open(COUNTED)
    await pause(REST)
    return (server.resident() - before) / COUNTED / 1_024
  } finally {
    await Promise.all([crowd.end(), server.end()])
  }
}
