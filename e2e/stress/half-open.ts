import { type Chapter, delaysOf, type Figure } from './figures.ts'
import { openRoom } from './room.ts'
import { type Server, withServers } from './servers.ts'
import { silentLineTo } from './silent-line.ts'
import type { Transport } from './stream.ts'
import { until } from './until.ts'
import { Watcher } from './watcher.ts'

/** Milliseconds within which a server knows that a peer is gone, which the transport decides. */
const GONE = { websocket: 30_000, sse: 310_000 }

/** The network of some clients is gone: no packet says so. */
export const halfOpen: Chapter = ({ databaseUrl, long, clients }) =>
  withServers(databaseUrl, ['express', 'next-ws'], (servers) => {
    const transports: Transport[] = long ? ['websocket', 'sse'] : ['websocket']
    const peers = Math.ceil(clients / 20)
    return Promise.all(
      servers.flatMap((server) => transports.map((transport) => silence(server, transport, peers))),
    )
  })

async function silence(server: Server, transport: Transport, peers: number): Promise<Figure> {
  const { kind, baseUrl } = server
  const room = await openRoom(server)
  const line = await silentLineTo(baseUrl)
  const near = new Watcher({ transport: 'sse', room, pick: () => baseUrl })
  const far = Array.from({ length: peers }, () => {
    return new Watcher({ transport, room, pick: () => line.baseUrl })
  })
  await until(() => near.watching > peers, 10_000)

  line.fallSilent()
  const seen = await until(() => near.watching === 1, GONE[transport] + 5_000)

  for (const watcher of [near, ...far]) watcher.leave()
  line.close()
  const longest = Math.max(...line.givenUp, 0)
  return {
    what: `half-open, ${transport}, ${kind}`,
    measured: `given up: ${delaysOf(line.givenUp)}; presence right after ${Math.round(seen)} ms`,
    promise: `gone ≤ ${GONE[transport]} ms`,
    kept: line.givenUp.length === peers && longest <= GONE[transport],
    how: 'a proxy that loses every byte and closes nothing sees the server close',
  }
}
