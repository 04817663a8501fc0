import { freePort } from '@gavel/db/launch'
import { end, launch, type Twin } from '../server.ts'

export type Kind = Twin

export type Server = {
  kind: Kind
  baseUrl: string
  /** The port of its inspector, where it was asked for one. */
  inspector: number | null
  /** Ends it as an operator would. The code of one that had to be killed is null. */
  stop(): Promise<{ code: number | null; ms: number }>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Starts it again where it was, once it has ended. */
  restart(): Promise<void>
}

type Given = { inspected?: boolean; variables?: Record<string, string> }

/** All clients of a drill come from one address. */
const settings = {
  LOG_LEVEL: 'silent',
  STREAMS_PER_ADDRESS: '100000',
  BIDS_PER_10_SECONDS: '1000000',
}

/** Starts a server of a kind. @throws when it does not answer within 30 seconds. */
export async function startServer(
  kind: Kind,
  databaseUrl: string,
  { inspected = false, variables = {} }: Given = {},
): Promise<Server> {
  const port = await freePort()
  const inspector = inspected ? await freePort() : null
  const start = () =>
    launch(kind, {
      port,
      databaseUrl,
      inspector,
      variables: { ...settings, ...variables },
      errors: 'ignore',
    })
  let server = await start()
  return {
    kind,
    baseUrl: `http://127.0.0.1:${port}`,
    inspector,
    async stop() {
      const asked = performance.now()
      return { code: await end(server, 'SIGTERM'), ms: performance.now() - asked }
    },
    kill: async () => void (await end(server, 'SIGKILL')),
    restart: async () => void (server = await start()),
  }
}

/** Starts servers, has them used, and ends them whatever comes of it. */
export async function withServers<T>(
  databaseUrl: string,
  kinds: readonly Kind[],
  use: (servers: [Server, ...Server[]]) => Promise<T>,
  given: Given = {},
): Promise<T> {
  const servers = await Promise.all(kinds.map((kind) => startServer(kind, databaseUrl, given)))
  try {
    return await use(servers as [Server, ...Server[]])
  } finally {
    await Promise.all(servers.map((server) => server.kill()))
  }
}
