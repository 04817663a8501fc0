import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP proxy whose connections a test can break. */
export type Breaker = {
  /** The server's address through the proxy. */
  url: string
  /** The number of connections so far. */
  count(): number
  /** Closes all connections; new ones are accepted at once. */
  cut(): void
  /** Forwards new connections to another address. */
  turn(address: string): void
  close(): Promise<void>
}

export async function breakerTo(address: string): Promise<Breaker> {
  let { hostname, port } = new URL(address)
  const lines = new Set<Socket>()
  let count = 0
  const server = createServer((client) => {
    count += 1
    const target = connect(Number(port) || 80, hostname)
    for (const [one, other] of [
      [client, target],
      [target, client],
    ] as const) {
      lines.add(one)
      one.pipe(other)
      one
        .on('error', () => {})
        .on('close', () => {
          lines.delete(one)
          other.destroy()
        })
    }
  })
  await once(server.listen(0, 'localhost'), 'listening')
  const cut = () => lines.forEach((line) => line.destroy())
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    count: () => count,
    cut,
    turn(other) {
      ;({ hostname, port } = new URL(other))
    },
    async close() {
      const closed = once(server.close(), 'close')
      cut()
      await closed
    },
  }
}
