import { setTimeout as sleep } from 'node:timers/promises'
import { escapeIdentifier } from 'pg'
import { databaseOf, databaseUrl, shown, withClient } from './connect.ts'
import { codeOf, LaunchProblem, messageOf } from './problem.ts'

const OLDEST = 15
const NO_SUCH_DATABASE = '3D000'
const DUPLICATE_DATABASE = '42P04'
const UNIQUE_VIOLATION = '23505' // two CREATE DATABASE of one name at the same moment

/**
 * Makes the database that `url` names, unless the server has it.
 * @throws LaunchProblem when the server does not answer, is older than 15, or does not let us.
 */
export async function ensureDatabase(url: string): Promise<void> {
  try {
    await withClient(url, requireVersion)
  } catch (error) {
    if (codeOf(error) !== NO_SUCH_DATABASE) throw error
    await withClient(databaseUrl(url, 'postgres'), requireVersion)
    await createDatabase(url)
  }
}

/** Makes the database that `url` names; one that somebody made meanwhile is as good. */
export async function createDatabase(url: string): Promise<void> {
  const name = escapeIdentifier(databaseOf(url))
  try {
    await withClient(databaseUrl(url, 'postgres'), (client) =>
      client.query(`CREATE DATABASE ${name}`),
    )
  } catch (error) {
    const code = codeOf(error)
    if (code === DUPLICATE_DATABASE || code === UNIQUE_VIOLATION) return
    if (error instanceof LaunchProblem) throw error
    throw new LaunchProblem(
      `The database ${shown(url)} cannot be made (${messageOf(error)}): make it by hand, or name one that exists in DATABASE_URL.`,
    )
  }
}

/** Ends the sessions of the database that `url` names and removes it, if the server has it. */
export async function dropDatabase(url: string): Promise<void> {
  const name = escapeIdentifier(databaseOf(url))
  await withClient(databaseUrl(url, 'postgres'), (client) =>
    client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  )
}

/**
 * Whether anybody else stays connected to the database that `url` names, as a running house does. A
 * session that is just ending is given a second.
 */
export async function isInUse(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    for (let looks = 0; looks < 5; looks += 1) {
      const { rows } = await client.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database()
         AND backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`,
      )
      if (rows.length === 0) return false
      await sleep(200)
    }
    return true
  })
}

async function requireVersion(client: {
  query(sql: string): Promise<{ rows: unknown[] }>
}): Promise<void> {
  const { rows } = await client.query('SHOW server_version')
  const { server_version: version } = rows[0] as { server_version: string }
  if (Number.parseInt(version, 10) >= OLDEST) return
  throw new LaunchProblem(
    `The house needs PostgreSQL ${OLDEST} or later and DATABASE_URL leads to ${version}: name another server, or unset it.`,
  )
}
