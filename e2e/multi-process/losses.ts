import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Cluster, databaseUrl, ensureDatabase, migrate, startCluster } from '@gavel/db/launch'
import { Client } from 'pg'
import { type Proxy, proxyTo } from './proxy.ts'

/** A house in a PostgreSQL of its own, which can be taken away. */
export type LosableHouse = {
  url: string
  /** The line by which a twin comes to it. */
  line: Proxy
  /** Starts its server, where it does not run. */
  start(): Promise<void>
  /** Stops its server, as an operator would: connections are ended, what was committed stays. */
  stop(): Promise<void>
  close(): Promise<void>
}

export async function losableHouse(): Promise<LosableHouse> {
  const home = mkdtempSync(join(tmpdir(), 'gavel-gone-'))
  let cluster: Cluster | null = await startCluster({ home })
  const url = databaseUrl(cluster.url, 'gavel')
  await ensureDatabase(url)
  await migrate(url)
  const line = await proxyTo(url)
  const stop = async () => {
    await cluster?.release()
    cluster = null
  }
  return {
    url,
    line,
    stop,
    async start() {
      const again = await startCluster({ home })
      await cluster?.release()
      cluster = again
    },
    async close() {
      await line.close()
      await stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** What takes a database away, and brings it back. */
export type Loss = {
  loss: string
  take(house: LosableHouse): Promise<void>
  giveBack(house: LosableHouse): Promise<void>
}

export const LOSSES: readonly Loss[] = [
  {
    loss: 'is killed',
    take: async ({ url }) => void process.kill(await postmasterOf(url), 'SIGKILL'),
    giveBack: ({ start }) => start(),
  },
  {
    loss: 'is stopped in order',
    take: ({ stop }) => stop(),
    giveBack: ({ start }) => start(),
  },
  {
    loss: 'stands still, and holds its connections',
    take: ({ url }) => standStill(url),
    giveBack: async () => goOn(),
  },
  {
    loss: 'says nothing any more, as a machine without a network',
    take: async ({ line }) => line.hush(),
    giveBack: async ({ line }) => line.mend(),
  },
]

/** Asks the server itself who it is. It runs on this machine. */
async function postmasterOf(url: string): Promise<number> {
  const sql = new Client({ connectionString: url })
  await sql.connect()
  const { rows } = await sql.query<{ file: string }>(
    `select pg_read_file('postmaster.pid') as file`,
  )
  await sql.end()
  return Number(rows[0]?.file.split('\n', 1)[0])
}

let still: { processes: number[]; alarm: ChildProcess } | undefined

/** Stops a server and all of its processes as they are. They go on after a minute, come what may. */
async function standStill(url: string): Promise<void> {
  const postmaster = await postmasterOf(url)
  process.kill(postmaster, 'SIGSTOP')
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid='])
  const children = stdout
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number))
    .flatMap(([pid, parent]) => (pid && parent === postmaster ? [pid] : []))
  const processes = [postmaster, ...children]
  const alarm = spawn('sh', ['-c', `sleep 60; kill -CONT ${processes.join(' ')}`], {
    detached: true,
    stdio: 'ignore',
  })
  still = { processes, alarm }
  for (const child of children) signal(child, 'SIGSTOP')
}

/** A process may have ended meanwhile: one for each connection, and connections end. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Lets a server go on that stands still. */
export function goOn(): void {
  for (const pid of still?.processes ?? []) signal(pid, 'SIGCONT')
  // With the `sleep` that it waits for: it has a group of its own.
  if (still?.alarm.pid) process.kill(-still.alarm.pid)
  still = undefined
}
