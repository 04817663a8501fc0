import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '@gavel/db/launch'

/** A twin in production form; `next-ws` is Next's with a server of ours, which takes upgrades. */
export type Kind = 'express' | 'next' | 'next-ws'

export type Server = {
  kind: Kind
  baseUrl: string
  /** The port of its inspector, where it was asked for one. */
  inspector: number | null
  /** Ends it as an operator would. */
  stop(): Promise<{ code: number | null; ms: number }>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Starts it again where it was, once it has ended. */
  restart(): Promise<void>
}

/** Milliseconds after which a server that does not end is killed; its code is then null. */
const STOPPING = 20_000

type Given = { inspected?: boolean; variables?: Record<string, string> }

const apps = join(import.meta.dirname, '../../apps')
const next = join(
  dirname(createRequire(join(apps, 'next-fullstack/')).resolve('next/package.json')),
  'dist/bin/next',
)
const commands: Record<Kind, (port: number) => { folder: string; args: string[] }> = {
  express: () => ({ folder: 'express-api', args: ['src/server.ts'] }),
  next: (port) => ({ folder: 'next-fullstack', args: [next, 'start', '-p', String(port)] }),
  'next-ws': () => ({ folder: 'next-fullstack', args: ['server.ts'] }),
}

const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((server) => server.kill('SIGKILL')))

/** Starts a server of a kind. @throws when it does not answer within 30 seconds. */
export async function startServer(
  kind: Kind,
  databaseUrl: string,
  { inspected = false, variables = {} }: Given = {},
): Promise<Server> {
  const port = await freePort()
  const inspector = inspected ? await freePort() : null
  const { folder, args } = commands[kind](port)
  const environment = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    LOG_LEVEL: 'silent',
    STREAMS_PER_ADDRESS: '100000',
    DATABASE_URL: databaseUrl,
    EXPRESS_PORT: String(port),
    NEXT_PORT: String(port),
    ...variables,
  }
  const launch = () =>
    spawn(process.execPath, [...(inspector ? [`--inspect=127.0.0.1:${inspector}`] : []), ...args], {
      cwd: join(apps, folder),
      stdio: 'ignore',
      env: environment,
    })
  const baseUrl = `http://127.0.0.1:${port}`
  let server = await started(launch(), baseUrl)
  return {
    kind,
    baseUrl,
    inspector,
    stop: () => ended(server, 'SIGTERM'),
    kill: async () => void (await ended(server, 'SIGKILL')),
    restart: async () => void (server = await started(launch(), baseUrl)),
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

async function started(server: ChildProcess, baseUrl: string): Promise<ChildProcess> {
  running.add(server)
  server.once('exit', () => running.delete(server))
  const giveUp = Date.now() + 30_000
  for (;;) {
    const answer = await fetch(`${baseUrl}/api/health/ready`).catch(() => null)
    if (answer?.ok) return server
    if (server.exitCode !== null)
      throw new Error(`A server ended with code ${server.exitCode}: has npm run build been run?`)
    if (Date.now() > giveUp) throw new Error(`No house answers at ${baseUrl}`)
    await pause(50)
  }
}

async function ended(server: ChildProcess, signal: NodeJS.Signals) {
  const asked = performance.now()
  if (server.exitCode === null && server.signalCode === null) {
    const gone = once(server, 'exit')
    server.kill(signal)
    const giveUp = setTimeout(() => server.kill('SIGKILL'), STOPPING)
    await gone
    clearTimeout(giveUp)
  }
  return { code: server.exitCode, ms: performance.now() - asked }
}
