import { execFile } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Cluster, clusterInUse, startCluster } from '../../src/launch/index.ts'
import { findPlace } from '../../src/launch/place.ts'
import { temporaryHome } from './temporary-home.ts'

const launch = fileURLToPath(new URL('../../src/launch/index.ts', import.meta.url))
let home: string
let clear: () => Promise<void>
let held: Cluster[]

beforeEach(() => {
  ;({ home, clear } = temporaryHome())
  held = []
})

afterEach(async () => {
  for (const cluster of held) await cluster.release()
  await clear()
})

async function start(): Promise<Cluster> {
  const cluster = await startCluster({ home, forgetful: true })
  held.push(cluster)
  return cluster
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query({ text: sql, rowMode: 'array' })
  await client.end()
  return rows.flat()
}

const serverPid = () =>
  Number(readFileSync(join(findPlace(home).data, 'postmaster.pid'), 'utf8').split('\n')[0])

describe('a first start', () => {
  it('serves the latest PostgreSQL on 127.0.0.1 alone, behind a password', async () => {
    const { url, started } = await start()

    const settings = `SELECT current_setting(name) FROM unnest(ARRAY['server_encoding', 'listen_addresses',
      'unix_socket_directories', 'max_connections']) name`
    const locale = `SELECT datlocprovider::text, datlocale FROM pg_database WHERE datname = 'postgres'`

    expect(started).toBe(true)
    expect(await ask(url, settings)).toEqual(['UTF8', '127.0.0.1', '', '200'])
    expect(await ask(url, locale)).toEqual(['b', 'C.UTF-8'])
    expect(statSync(join(home, 'server.json')).mode & 0o777).toBe(0o600)
    await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password')
  })
})

describe('a server that runs', () => {
  it('is joined by the next start and stopped by the last to let go', async () => {
    const first = await start()
    const second = await start()
    expect(second).toMatchObject({ started: false, url: first.url })

    await first.release()
    expect(await ask(second.url, 'SELECT 1')).toEqual([1])
    expect(await clusterInUse(home)).toBe(true)

    await second.release()
    expect(await clusterInUse(home)).toBe(false)
    await expect(ask(second.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
  })

  it('keeps its data and its port over a stop', async () => {
    const first = await start()
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.release()

    const again = await start()
    expect(again.url).toBe(first.url)
    expect(await ask(again.url, 'SELECT answer FROM kept')).toEqual([42])
  })

  it('is one, when two processes start at once', async () => {
    const script = `import { startCluster } from '${launch}'
      const { started, url } = await startCluster({ home: process.argv[1], forgetful: true })
      console.log(JSON.stringify({ started, url }))
      await new Promise((done) => setTimeout(done, 2000))
      process.exit()`
    const runs = [1, 2, 3].map(() =>
      promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', script, home]),
    )

    const answers = (await Promise.all(runs)).map(({ stdout }) => JSON.parse(stdout))
    expect(answers.filter(({ started }) => started)).toHaveLength(1)
    expect(new Set(answers.map(({ url }) => url)).size).toBe(1)
  })
})

describe('after a kill -9', () => {
  it('of whoever held it, the server that was left is joined', async () => {
    const script = `import { startCluster } from '${launch}'
      await startCluster({ home: process.argv[1], forgetful: true })
      process.kill(process.pid, 'SIGKILL')`
    const run = promisify(execFile)(process.execPath, [
      '--input-type=module-typescript',
      '-e',
      script,
      home,
    ])
    await expect(run).rejects.toMatchObject({ signal: 'SIGKILL' })

    expect(await clusterInUse(home)).toBe(false)
    expect(await start()).toMatchObject({ started: false })
  })

  it('of the server itself, the next start recovers', async () => {
    const first = await start()
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await ask(first.url, 'CHECKPOINT')
    process.kill(serverPid(), 'SIGKILL')

    const again = await start()
    expect(again.started).toBe(true)
    expect(await ask(again.url, 'SELECT answer FROM kept')).toEqual([42])
  })

  it('a note that names a stranger as the server does not stop the next start', async () => {
    await (await start()).release()
    const { data } = findPlace(home)
    // This test process is alive and no PostgreSQL.
    writeFileSync(
      join(data, 'postmaster.pid'),
      `${process.pid}\n${data}\n0\n1\n\n127.0.0.1\n\nready\n`,
    )

    expect(await start()).toMatchObject({ started: true })
  })
})

describe('a port that is taken', () => {
  it('is left for another one', async () => {
    const first = await start()
    await first.release()
    const { createServer } = await import('node:net')
    const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1')
    await sleep(50)

    const again = await start()
    expect(again.url).not.toBe(first.url)
    squatter.close()
  })
})
