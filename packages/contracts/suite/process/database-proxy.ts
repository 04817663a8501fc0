import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP proxy in front of the database. */
export type DatabaseProxy = {
  /** The address of the database through the proxy. */
  url: string
  /** Closes all connections and rejects new ones until `restore`. */
  cut(): void
  restore(): void
  close(): Promise<void>
}

export async function proxyTo(databaseUrl: string): Promise<DatabaseProxy> {
  const { hostname, port } = new URL(databaseUrl)
  const open = new Set<Socket>()
  let isCut = false
  const server = createServer((client) => {
    if (isCut) return client.destroy()
    const database = connect(Number(port) || 5432, hostname)
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one
        .on('error', () => {})
        .on('close', () => {
          open.delete(one)
          other.destroy()
        })
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const closeAll = () => open.forEach((socket) => socket.destroy())
  return {
    url: url.href,
    cut() {
      isCut = true
      closeAll()
    },
    restore: () => (isCut = false),
    async close() {
      const closed = once(server.close(), 'close')
      closeAll()
      await closed
    },
  }
}
