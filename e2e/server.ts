import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { copyNextApp } from './copied-app.ts'

/** A twin in production form; `next-ws` is Next's behind the custom server, which has WebSocket. */
export type Twin = 'express' | 'next' | 'next-ws'

/** A twin in either form: `-dev` is the one of `npm run dev`, or of `npm run dev:ws`. */
export type Served = Twin | `${Twin}-dev`

/** How a server is started. */
export type Launch = {
  port: number
  databaseUrl: string
  /** Environment variables beside those that every server has. */
  variables?: Record<string, string>
  /** The port of its inspector, where it is to have one. */
  inspector?: number | null
  /** Where its errors go. */
  errors?: 'inherit' | 'ignore' | 'pipe'
  /** Hears all that it prints, errors too, which then go nowhere else. */
  listener?: ((text: string) => void) | undefined
}

/** Milliseconds until a server must be ready, and until one that does not end is killed. */
const PATIENCE = { starting: 60_000, ending: 20_000 }

const apps = join(import.meta.dirname, '..', 'apps')

/** The next command is JavaScript: node runs it, and in production that process is the server itself. */
const next = join(
  dirname(createRequire(join(apps, 'next-fullstack/')).resolve('next/package.json')),
  'dist/bin/next',
)

const commands: Record<Served, (port: number) => string[]> = {
  express: () => ['src/server.ts'],
  'express-dev': () => ['--watch', 'src/server.ts'],
  next: (port) => [next, 'start', '-p', String(port)],
  'next-dev': (port) => [next, 'dev', '-p', String(port)],
  'next-ws': () => ['server.ts'],
  'next-ws-dev': () => ['server.ts'],
}

/** How an app in production form is started with its port in the environment. */
export const startOf = (twin: Twin): { command: string[]; folder: string } => ({
  command: [process.execPath, ...(twin === 'next' ? [next, 'start'] : commands[twin](0))],
  folder: placeOf(twin).folder,
})

/** Where a server runs, and what is to be done there when it has ended. */
function placeOf(twin: Served): { folder: string; remove?(): void } {
  if (twin === 'next-dev' || twin === 'next-ws-dev') return copyNextApp()
  return { folder: join(apps, twin.startsWith('express') ? 'express-api' : 'next-fullstack') }
}

const isDev = (twin: Served) => twin.endsWith('-dev')

/**
 * Each with the signal that leaves nothing of it. Who watches over a server in development, and has it
 * as a child, can pass on any but the one that asks nobody.
 */
const running = new Map<ChildProcess, NodeJS.Signals>()
process.on('exit', () => running.forEach((signal, server) => server.kill(signal)))

/**
 * Ends whatever still runs, as a power cut would: nobody else would, once those who started it are
 * gone.
 */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map(([server, signal]) => end(server, signal)))
}

/** Starts a server, and answers it once it is ready. @throws when it is not within a minute. */
export async function launch(twin: Served, at: Launch): Promise<ChildProcess> {
  const server = start(twin, at)
  await isReady(server, `http://localhost:${at.port}`)
  return server
}

/** Starts a server, come of it what may. */
export function start(
  twin: Served,
  { port, databaseUrl, variables, inspector = null, errors = 'inherit', listener }: Launch,
): ChildProcess {
  const { folder, remove } = placeOf(twin)
  const inspected = inspector === null ? [] : [`--inspect=127.0.0.1:${inspector}`]
  const server = spawn(process.execPath, [...inspected, ...commands[twin](port)], {
    cwd: folder,
    stdio: listener ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'ignore', errors],
    env: {
      ...process.env,
      NODE_ENV: isDev(twin) ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_URL: databaseUrl,
      EXPRESS_PORT: String(port),
      NEXT_PORT: String(port),
      ...variables,
    },
  })
  running.set(server, isDev(twin) ? 'SIGTERM' : 'SIGKILL')
  if (listener)
    for (const stream of [server.stdout, server.stderr])
      stream?.setEncoding('utf8').on('data', listener)
  server.once('exit', () => {
    running.delete(server)
    remove?.()
  })
  return server
}

async function isReady(server: ChildProcess, baseUrl: string): Promise<void> {
  const giveUp = Date.now() + PATIENCE.starting
  for (;;) {
    const answer = await fetch(`${baseUrl}/api/health/ready`).catch(() => null)
    if (answer?.ok) return
    if (server.exitCode !== null)
      throw new Error(`A server ended with code ${server.exitCode}: has npm run build been run?`)
    if (Date.now() > giveUp) {
      server.kill('SIGKILL')
      throw new Error(`No house answers at ${baseUrl}`)
    }
    await pause(50)
  }
}

/** Ends a server and answers its exit code, or null for one that was killed. */
export async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (server.exitCode !== null || server.signalCode !== null) return server.exitCode
  const ended = once(server, 'exit')
  server.kill(signal)
  const giveUp = setTimeout(() => server.kill('SIGKILL'), PATIENCE.ending)
  await ended
  clearTimeout(giveUp)
  return server.exitCode
}
