import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to a house that breaks whenever a test wants. */
export type Breaker = {
  /** The house's address by way of the line. */
  url: string
  /** How many connections there have been. */
  count(): number
  /** Breaks all connections there are; the next may come at once. */
  cut(): void
  /** Leads to another house from the next connection on. */
  turn(address: string): void
  close(): Promise<void>
}

export async function breakerTo(address: string): Promise<Breaker> {
  let { hostname, port } = new URL(address)
  const lines = new Set<Socket>()
  let count = 0
  const server = createServer((client) => {
    count += 1
    const house = connect(Number(port) || 80, hostname)
    for (const [one, other] of [
      [client, house],
      [house, client],
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
