import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from 'pg'
import { withClient } from './connect.ts'
import { codeOf, LaunchProblem, messageOf } from './problem.ts'

// What `prisma migrate deploy` does, without its engine, which is a download that many networks
// forbid. Table, checksum and lock are Prisma's own, so that its commands go on from here.

/** The key of the advisory lock that Prisma Migrate takes. */
const PRISMA_LOCK = 72707369
const LOCK_TIMEOUT = '60s'
const LOCK_NOT_AVAILABLE = '55P03'

const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`

/** The house's migrations. */
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url))

type Migration = {
  name: string
  sql: string
}

type Row = {
  migration_name: string
  checksum: string
  finished_at: Date | null
}

/**
 * Brings a database up to the migrations in `folder`, each in a transaction of its own together with
 * its row; answers the names of those it applied. Several at once wait for each other.
 * @throws LaunchProblem when one fails, an earlier one never finished, or one was edited since.
 */
export async function migrate(url: string, folder: string = MIGRATIONS): Promise<string[]> {
  const migrations = readMigrations(folder)
  return withClient(url, async (client) => {
    await lock(client)
    await client.query(TABLE)
    const { rows } = await client.query<Row>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    refuseUnfinished(rows)
    const pending = migrations.filter((migration) => !isApplied(migration, rows))
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  })
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .toSorted()
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .map((name) => ({ name, sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }))
}

/** Held by the session, so it goes with the connection. */
async function lock(client: Client): Promise<void> {
  await client.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`)
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK])
  } catch (error) {
    if (codeOf(error) !== LOCK_NOT_AVAILABLE) throw error
    throw new LaunchProblem(
      'Another migration of this database has not ended for a minute: end it and start again.',
    )
  }
  await client.query('RESET lock_timeout')
}

function refuseUnfinished(rows: Row[]): void {
  const unfinished = rows.find(({ finished_at }) => finished_at === null)
  if (!unfinished) return
  throw new LaunchProblem(
    `The migration ${unfinished.migration_name} began and never finished in this database: run npm run db:reset, or settle it with npx prisma migrate resolve.`,
  )
}

function isApplied({ name, sql }: Migration, rows: Row[]): boolean {
  const row = rows.find(({ migration_name }) => migration_name === name)
  if (!row) return false
  // Git may have given the file other line ends than where it was applied.
  const lf = sql.replaceAll('\r\n', '\n')
  const checksums = [sql, lf, lf.replaceAll('\n', '\r\n')].map(checksum)
  if (checksums.includes(row.checksum)) return true
  throw new LaunchProblem(
    `The migration ${name} was changed after it had been applied to this database: restore the file and add a new migration, or run npm run db:reset.`,
  )
}

async function apply(client: Client, { name, sql }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    const started = new Date()
    await client.query(sql) // without parameters: the simple protocol takes many statements
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum(sql), name, started],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new LaunchProblem(
      `The migration ${name} failed and left nothing behind: ${messageOf(error)}.`,
    )
  }
}

function checksum(sql: string): string {
  return createHash('sha256').update(sql).digest('hex')
}
