import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to a server that may fall silent, as a network does that is gone: nobody is told. */
export type SilentLine = {
  baseUrl: string
  fallSilent(): void
  /** Milliseconds from the silence to the moment when the server gave up each connection. */
  readonly givenUp: readonly number[]
  close(): void
}

export async function silentLineTo(baseUrl: string): Promise<SilentLine> {
  const { hostname, port } = new URL(baseUrl)
  const sockets = new Set<Socket>()
  const givenUp: number[] = []
  let silentAt: number | null = null

  const pass = (from: Socket, to: Socket) => {
    sockets.add(from)
    // What arrives in the silence is taken and lost.
    from.on('data', (bytes: Buffer) => {
      if (silentAt === null) to.write(bytes)
    })
    from.on('error', () => {})
    from.on('close', () => {
      sockets.delete(from)
      if (silentAt === null) to.destroy()
    })
  }
  const line = createServer((client) => {
    const server = connect(Number(port), hostname).setNoDelay()
    client.setNoDelay()
    pass(client, server)
    pass(server, client)
    server.on('close', () => {
      if (silentAt !== null) givenUp.push(performance.now() - silentAt)
    })
  })
  await once(line.listen(0, '127.0.0.1'), 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    fallSilent() {
      silentAt = performance.now()
    },
    givenUp,
    close() {
      line.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
