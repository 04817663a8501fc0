import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { exchange } from './wire.ts'

export type Kind = 'express' | 'next'

/** A bare app that runs in production form, on a port of its own. */
export type Server = {
  kind: Kind
  port: number
  /** Waits until the app has written a line, for at most that many milliseconds. */
  hasWritten(line: string, patience: number): Promise<boolean>
  /** Sends SIGTERM; answers how it ended, or null where it was still there after that long. */
  terminate(patience: number): Promise<{ how: string; ms: number } | null>
  kill(): void
}

const here = import.meta.dirname
const next = join(
  dirname(createRequire(import.meta.url).resolve('next/package.json')),
  'dist/bin/next',
)
const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }

const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((server) => server.kill('SIGKILL')))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(1))

/** Builds the bare Next app. @throws with what the build said. */
export function buildNext(): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build'], {
    cwd: join(here, 'next'),
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The bare Next app cannot be built:\n${stdout}${stderr}`)
}

/** Starts a bare app. @throws when it does not answer within 30 seconds. */
export async function startServer(kind: Kind): Promise<Server> {
  const port = await freePort()
  const args = kind === 'express' ? ['app.ts'] : [next, 'start', '-p', String(port)]
  const server = spawn(process.execPath, args, {
    cwd: join(here, kind),
    env: { ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  running.add(server)
  server.once('exit', () => running.delete(server))
  let written = ''
  server.stdout.on('data', (chunk) => (written += chunk))

  await isReady(server, port)
  return {
    kind,
    port,
    hasWritten: (line, patience) => until(() => written.includes(line), patience),
    terminate: (patience) => terminate(server, patience),
    kill: () => void server.kill('SIGKILL'),
  }
}

async function terminate(server: ChildProcess, patience: number) {
  const asked = performance.now()
  server.kill('SIGTERM')
  const hasEnded = () => server.exitCode !== null || server.signalCode !== null
  if (!(await until(hasEnded, patience))) {
    server.kill('SIGKILL')
    return null
  }
  const how = server.signalCode ? `by ${server.signalCode}` : `with code ${server.exitCode}`
  return { how, ms: performance.now() - asked }
}

async function isReady(server: ChildProcess, port: number): Promise<void> {
  const hello = Buffer.from('GET / HTTP/1.1\r\nHost: bare.test\r\nConnection: close\r\n\r\n')
  const hasAnswered = async () => (await exchange(port, hello)).answer !== null
  const hasEnded = () => server.exitCode !== null
  const isSettled = await until(async () => hasEnded() || (await hasAnswered()), 30_000)
  if (isSettled && !hasEnded()) return
  throw new Error(`A bare app does not answer: ${server.spawnargs.join(' ')}`)
}

/** Asks again and again; answers false when it did not come true within that many milliseconds. */
async function until(isSo: () => boolean | Promise<boolean>, patience: number): Promise<boolean> {
  const giveUp = performance.now() + patience
  while (!(await isSo())) {
    if (performance.now() > giveUp) return false
    await pause(20)
  }
  return true
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
