import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What is lost of a transaction: its COMMIT before PostgreSQL hears it, or the answer to it. */
export type Lost = 'commit' | 'answer'

/** A line to PostgreSQL that can be disturbed. */
export type Proxy = {
  /** The database's address by way of the proxy. */
  url: string
  /** Loses this of the next transaction, and resolves then: its connection is silent from there on. */
  lose(what: Lost): Promise<void>
  /** Cuts all connections and lets no new one through, until it is mended. */
  cut(): void
  /** Makes all lines silent for good, and every new one, until it is mended; hangs up on nobody. */
  hush(): void
  mend(): void
  close(): Promise<void>
}

type Loss = { what: Lost; happened(): void }

export async function proxyTo(databaseUrl: string): Promise<Proxy> {
  const { hostname, port } = new URL(databaseUrl)
  const lines = new Set<Socket>()
  let next: Loss | null = null
  let isCut = false
  const silent = new WeakSet<Socket>()
  let isHushed = false

  const server = createServer((client) => {
    if (isCut) return client.destroy()
    lines.add(client)
    client.on('close', () => lines.delete(client))
    if (isHushed) silent.add(client)
    const isSilent = () => silent.has(client)
    relay({ client, database: connect(Number(port), hostname), isSilent }, () => {
      const loss = next
      next = null
      return loss
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')

  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const hangUp = () => lines.forEach((client) => client.destroy())
  return {
    url: url.href,
    lose: (what) => new Promise((happened) => (next = { what, happened })),
    cut() {
      isCut = true
      hangUp()
    },
    hush() {
      isHushed = true
      lines.forEach((client) => silent.add(client))
    },
    mend() {
      isHushed = false
      isCut = false
    },
    async close() {
      const closed = once(server.close(), 'close')
      hangUp()
      await closed
    },
  }
}

type Line = { client: Socket; database: Socket; isSilent(): boolean }

/** Lets everything pass between the two; at each COMMIT it asks whether something is to be lost. */
function relay({ client, database, isSilent }: Line, lossNow: () => Loss | null): void {
  let loss: Loss | null = null
  const isCommit = commitWatch()
  client.on('data', (bytes: Buffer) => {
    if (isSilent()) return
    if (isCommit(bytes)) loss = lossNow()
    if (loss?.what === 'commit') loss.happened()
    else database.write(bytes)
  })
  database.on('data', (bytes: Buffer) => {
    if (isSilent()) return
    if (!loss) client.write(bytes)
    else if (bytes.includes('COMMIT\0')) loss.happened()
  })
  for (const [one, other] of [
    [client, database],
    [database, client],
  ] as const)
    one.on('error', () => {}).on('close', () => other.destroy())
}

/**
 * Tells of each piece that a client sends whether it commits. A client that waits for each answer
 * sends a statement in a piece of its own: once a connection with its text, to be prepared under a
 * name (Parse), and from then on by that name (Bind).
 */
function commitWatch(): (bytes: Buffer) => boolean {
  let name: string | undefined
  return (bytes) => {
    const text = bytes.toString('latin1')
    const [, prepared] = /^P.{4}([^\0]*)\0COMMIT\0/s.exec(text) ?? []
    name ??= prepared
    return prepared !== undefined || (text.startsWith('B') && text.startsWith(`\0${name}\0`, 5))
  }
}
