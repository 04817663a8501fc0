import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A twin in production form; `next-ws` is Next's behind the custom server, which has WebSocket. */
export type Twin = 'express' | 'next' | 'next-ws'

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
const PATIENCE = { starting: 30_000, ending: 20_000 }

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

const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((server) => server.kill('SIGKILL')))

/** Ends whatever still runs, as a power cut would: nobody else would, once those who started it are gone. */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map((server) => end(server, 'SIGKILL')))
}

/** Starts a server, and answers it once it is ready. @throws when it is not within 30 seconds. */
export async function launch(twin: Twin, at: Launch): Promise<ChildProcess> {
  const server = start(twin, at)
  await isReady(server, `http://localhost:${at.port}`)
  return server
}

/** Starts a server, come of it what may. */
export function start(
  twin: Twin,
  { port, databaseUrl, variables, inspector = null, errors = 'inherit', listener }: Launch,
): ChildProcess {
  const { folder, args } = commands[twin](port)
  const inspected = inspector === null ? [] : [`--inspect=127.0.0.1:${inspector}`]
  const server = spawn(process.execPath, [...inspected, ...args], {
    cwd: join(apps, folder),
    stdio: listener ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'ignore', errors],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_URL: databaseUrl,
      EXPRESS_PORT: String(port),
      NEXT_PORT: String(port),
      ...variables,
    },
  })
  running.add(server)
  if (listener)
    for (const stream of [server.stdout, server.stderr])
      stream?.setEncoding('utf8').on('data', listener)
  server.once('exit', () => running.delete(server))
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
