import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Start } from '../given.ts'

/** An implementation that runs in a process of its own. */
export type Running = {
  baseUrl: string
  /** Everything printed so far. */
  output(): string
  /** Sends SIGTERM, and SIGKILL after 20 s. */
  stop(): Promise<{ tookMs: number; wasKilled: boolean }>
}

/** Milliseconds until the implementation must be ready, and until it is killed after SIGTERM. */
const TIMEOUT = { start: 60_000, stop: 20_000 }

const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))

/**
 * Starts an implementation on a free port and waits until `readiness` succeeds.
 * @param variables - environment variables besides PORT and DATABASE_URL, which are always set.
 * @throws Error with the last output if it ends or is not ready within 60 s.
 */
export async function startServer(
  { command: [program = '', ...args], folder, databaseUrl }: Start,
  variables: Record<string, string> = {},
): Promise<Running> {
  const port = String(await freePort())
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: port,
      // The names that the two apps of this repository use.
      EXPRESS_PORT: port,
      NEXT_PORT: port,
      DATABASE_URL: databaseUrl,
      ...variables,
    },
  })
  running.add(child)
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => (printed += more))
  child.on('error', (error) => (printed += String(error)))
  child.once('exit', () => running.delete(child))
  const baseUrl = `http://localhost:${port}`
  await untilReady(child, baseUrl, () => printed)
  return { baseUrl, output: () => printed, stop: () => stop(child) }
}

async function untilReady(child: ChildProcess, baseUrl: string, output: () => string) {
  const giveUp = Date.now() + TIMEOUT.start
  for (;;) {
    const answer = await fetch(`${baseUrl}/api/health/ready`).catch(() => null)
    if (answer?.ok) return
    const hasEnded = child.pid === undefined || child.exitCode !== null || child.signalCode !== null
    if (hasEnded || Date.now() > giveUp) {
      child.kill('SIGKILL')
      const what = hasEnded ? 'ended' : 'was not ready after 60 s'
      throw new Error(`The command ${what}. Its last output:\n${output().slice(-2_000)}`)
    }
    await pause(50)
  }
}

async function stop(child: ChildProcess): Promise<{ tookMs: number; wasKilled: boolean }> {
  if (child.exitCode !== null || child.signalCode !== null) return { tookMs: 0, wasKilled: false }
  const began = performance.now()
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const killing = setTimeout(() => child.kill('SIGKILL'), TIMEOUT.stop)
  await ended
  clearTimeout(killing)
  return { tookMs: performance.now() - began, wasKilled: child.signalCode === 'SIGKILL' }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await once(server.close(), 'close')
  return port
}
