import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startCluster } from './cluster.ts'
import { databaseUrl } from './connect.ts'
import { createDatabase, dropDatabase } from './databases.ts'
import { guardCluster } from './guard.ts'
import { dataHome } from './place.ts'

/** An empty database of one test file. */
export type TestDatabase = {
  url: string
  drop(): Promise<void>
}

let server: Promise<string> | undefined

/**
 * Makes an empty database under a random name: on the server of `DATABASE_URL` when that is set,
 * else on an embedded server for tests alone, which all test processes of a checkout share.
 */
export async function testDatabase(): Promise<TestDatabase> {
  server ??= testServer()
  const url = databaseUrl(await server, `gavel_test_${randomBytes(8).toString('hex')}`)
  await createDatabase(url)
  return { url, drop: () => dropDatabase(url) }
}

/**
 * Held until this process ends, and never released: test runners end their processes without notice.
 * The guard sees that and stops the server a few seconds after its last user, so that the next test
 * file finds it running.
 */
async function testServer(): Promise<string> {
  const given = process.env.DATABASE_URL
  if (given) return given
  const home = join(dataHome(), 'test')
  const { url } = await startCluster({ home, forgetful: true })
  guardCluster({ home, everyMs: 3000, remove: true }).unref()
  return url
}
