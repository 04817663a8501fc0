import { freePort } from '@gavel/db/launch'
import { end, launch, type Served } from './server.ts'

export type { Served, Twin } from './server.ts'

/** A twin that runs, on a port of its own. */
export type RunningTwin = {
  baseUrl: string
  /** Ends it as an operator would; answers its exit code. */
  stop(): Promise<number | null>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

/**
 * What test servers are told: an auction that takes seconds, a secret for the keeper, a page elsewhere.
 */
export const CLOSINGS_SECRET = 'keeper-of-the-test-house'
export const ALLOWED_ORIGIN = 'https://pages.gavel.test'
const settings = {
  SOFT_CLOSE_SECONDS: '2',
  CLOSINGS_SECRET,
  ALLOWED_ORIGINS: ALLOWED_ORIGIN,
  LOG_LEVEL: 'error',
}

/**
 * Starts a twin on a database that is ready, with environment variables beside the usual ones. A
 * listener hears all that it prints.
 * @throws when it does not answer within a minute.
 */
export async function startTwin(
  twin: Served,
  databaseUrl: string,
  variables: Record<string, string> = {},
  listener?: (text: string) => void,
): Promise<RunningTwin> {
  const port = await freePort()
  const server = await launch(twin, {
    port,
    databaseUrl,
    variables: { ...settings, ...variables },
    listener,
  })
  return {
    baseUrl: `http://localhost:${port}`,
    stop: () => end(server, 'SIGTERM'),
    kill: async () => void (await end(server, 'SIGKILL')),
  }
}
