import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to PostgreSQL on which notifications may be lost, and nothing else. */
export type DeafLine = {
  /** The database's address by way of this line. */
  url: string
  /** Whether notifications are lost now. */
  isDeaf: boolean
  /** Notifications lost so far. */
  lost: number
  close(): void
}

/** A message of the protocol: a letter, four bytes of its length, which they are part of, the rest. */
const LETTER = 1
const NOTIFICATION = 'A'.charCodeAt(0)

export async function deafLineTo(databaseUrl: string): Promise<DeafLine> {
  const { hostname, port } = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const line = createServer((client) => {
    const database = connect(Number(port), hostname).setNoDelay()
    client.setNoDelay()
    const heard = messagesOf((message) => {
      if (deaf.isDeaf && message[0] === NOTIFICATION) deaf.lost += 1
      else client.write(message)
    })
    client.on('data', (bytes: Buffer) => void database.write(bytes))
    database.on('data', heard)
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(one)
      one.on('error', () => {}).on('close', () => other.destroy())
    }
  })
  await once(line.listen(0, '127.0.0.1'), 'listening')
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${(line.address() as AddressInfo).port}`
  const deaf: DeafLine = {
    url: url.href,
    isDeaf: false,
    lost: 0,
    close() {
      line.close()
      for (const socket of sockets) socket.destroy()
    },
  }
  return deaf
}

/** Cuts what PostgreSQL sends into its messages. */
function messagesOf(take: (message: Buffer) => void): (bytes: Buffer) => void {
  let kept: Buffer = Buffer.alloc(0)
  return (bytes) => {
    kept = Buffer.concat([kept, bytes])
    while (kept.length >= LETTER + 4) {
      const length = LETTER + kept.readUInt32BE(LETTER)
      if (kept.length < length) return
      take(kept.subarray(0, length))
      kept = kept.subarray(length)
    }
  }
}
