import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '@gavel/db/launch'

/** The twins in production form, and beside each the same framework with no house behind it. */
export type Kind = 'express' | 'next' | 'next-ws' | 'bare-express' | 'bare-next' | 'bare-ws'

export type Server = {
  kind: Kind
  baseUrl: string
  /** Bytes that the system has given the process, and it has not given back. */
  resident(): number
  end(): Promise<void>
}

const apps = join(import.meta.dirname, '../apps')
const bare = join(import.meta.dirname, 'bare')
const next = join(
  dirname(createRequire(join(apps, 'next-fullstack/')).resolve('next/package.json')),
  'dist/bin/next',
)

const commands: Record<Kind, { folder: string; args(port: number): string[]; ready: string }> = {
  express: house('express-api', () => ['src/server.ts']),
  next: house('next-fullstack', (port) => [next, 'start', '-p', String(port)]),
  'next-ws': house('next-fullstack', () => ['server.ts']),
  'bare-express': { folder: bare, args: () => ['express.ts'], ready: '/bytes/lots' },
  'bare-next': {
    folder: join(bare, 'next'),
    args: (port) => [next, 'start', '-p', String(port)],
    ready: '/bytes/lots',
  },
  'bare-ws': { folder: bare, args: () => ['broadcast.ts'], ready: '/' },
}

function house(folder: string, args: (port: number) => string[]) {
  return { folder: join(apps, folder), args, ready: '/api/health/ready' }
}

const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((server) => server.kill('SIGKILL')))

/** Starts a server on a free port. @throws Error when it does not answer within 30 seconds. */
export async function startServer(
  kind: Kind,
  variables: Record<string, string> = {},
): Promise<Server> {
  const port = await freePort()
  const { folder, args, ready } = commands[kind]
  const server = spawn(process.execPath, args(port), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      LOG_LEVEL: 'error',
      STREAMS_PER_ADDRESS: '100000',
      BIDS_PER_10_SECONDS: '1000000',
      EXPRESS_PORT: String(port),
      NEXT_PORT: String(port),
      ...variables,
    },
  })
  running.add(server)
  server.once('exit', () => running.delete(server))
  const baseUrl = `http://127.0.0.1:${port}`
  await answers(server, `${baseUrl}${ready}`)
  return { kind, baseUrl, resident: () => residentOf(server), end: () => ended(server) }
}

async function answers(server: ChildProcess, address: string): Promise<void> {
  const giveUp = Date.now() + 30_000
  for (;;) {
    const answer = await fetch(address).catch(() => null)
    if (answer?.ok) return
    if (server.exitCode !== null)
      throw new Error(`A server ended with code ${server.exitCode}: has it been built?`)
    if (Date.now() > giveUp) throw new Error(`Nobody answers at ${address}`)
    await pause(50)
  }
}

const residentOf = ({ pid }: ChildProcess): number =>
  1024 * Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }))

/** What it has begun is of no interest any more. */
async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGKILL')
  await gone
}
