import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '@gavel/db/launch'

/** `next-ws` is the Next twin behind the custom server, which has WebSocket. */
export type Twin = 'express' | 'next' | 'next-ws'

/** A twin that runs in production form, on a port of its own. */
export type RunningTwin = {
  baseUrl: string
  /** Ends it as an operator would; answers its exit code. */
  stop(): Promise<number | null>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

/** What test servers are told: an auction that takes seconds, and a secret for the keeper. */
export const CLOSINGS_SECRET = 'keeper-of-the-test-house'
const settings = { SOFT_CLOSE_SECONDS: '2', CLOSINGS_SECRET, LOG_LEVEL: 'error' }

const apps = join(import.meta.dirname, '..', 'apps')

/** The next command is JavaScript: node runs it, and the process is the server itself. */
const next = join(
  dirname(createRequire(join(apps, 'next-fullstack/')).resolve('next/package.json')),
  'dist/bin/next',
)

const commands: Record<Twin, (port: number) => { folder: string; args: string[] }> = {
  express: () => ({ folder: 'express-api', args: ['src/server.ts'] }),
  next: (port) => ({ folder: 'next-fullstack', args: [next, 'start', '-p', String(port)] }),
  'next-ws': () => ({ folder: 'next-fullstack', args: ['server.ts'] }),
}

/**
 * Starts a twin on a database that is ready, with environment variables beside the usual ones.
 * @throws when it does not answer within 30 seconds.
 */
export async function startTwin(
  twin: Twin,
  databaseUrl: string,
  variables: Record<string, string> = {},
): Promise<RunningTwin> {
  const port = await freePort()
  const { folder, args } = commands[twin](port)
  const server = spawn(process.execPath, args, {
    cwd: join(apps, folder),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...settings,
      ...variables,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_URL: databaseUrl,
      EXPRESS_PORT: String(port),
      NEXT_PORT: String(port),
    },
  })
  const baseUrl = `http://localhost:${port}`
  await isReady(server, baseUrl)
  return {
    baseUrl,
    stop: () => end(server, 'SIGTERM'),
    kill: async () => void (await end(server, 'SIGKILL')),
  }
}

async function isReady(server: ChildProcess, baseUrl: string): Promise<void> {
  const giveUp = Date.now() + 30_000
  for (;;) {
    const answer = await fetch(`${baseUrl}/api/health/ready`).catch(() => null)
    if (answer?.ok) return
    if (server.exitCode !== null) throw new Error(`The server ended with code ${server.exitCode}`)
    if (Date.now() > giveUp) {
      server.kill('SIGKILL')
      throw new Error(`No house answers at ${baseUrl}`)
    }
    await pause(50)
  }
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (server.exitCode !== null || server.signalCode !== null) return server.exitCode
  const ended = once(server, 'exit')
  server.kill(signal)
  await ended
  return server.exitCode
}
