import { setTimeout as pause } from 'node:timers/promises'
import { crowdAt } from './crowds.ts'
import { DOORS } from './delays.ts'
import type { Figure } from './figures.ts'
import { startServer } from './servers.ts'
import type { Setting } from './setting.ts'
import { watchedRoom } from './watched-room.ts'

/** The first bring about code and a heap that grow once; the others are counted. */
const FIRST = 200
const COUNTED = 1_000
/** Milliseconds in which a server comes to rest. */
const REST = 2_000

/** What the system gives a server for each client that only listens, while nothing happens. */
export async function memory({ house }: Setting): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { kind, transport, name } of DOORS) {
    const server = await startServer(kind, { DATABASE_URL: house.url })
    const room = await watchedRoom(server, house)
    const crowd = crowdAt(transport, room.addressOf(transport))
    try {
      await crowd.open(FIRST)
      await pause(REST)
      const before = server.resident()
      await crowd.open(COUNTED)
      await pause(REST)
      const each = (server.resident() - before) / COUNTED / 1_024
      figures.push({
        what: `memory of an idle client, ${name}`,
        beside: `${Math.round(each)} KiB resident for each of ${COUNTED} more`,
      })
    } finally {
      await Promise.all([crowd.end(), server.end()])
    }
  }
  return figures
}
