import { afterAll, beforeAll, expect } from 'vitest'
import { Client } from 'pg'
import { openStore, type Store } from '../src/index.ts'
import { migrate, testDatabase } from '../src/launch/index.ts'
import { Evening } from './ports/suite/an-evening.ts'
import { until } from './until.ts'

/** What a test file that speaks SQL has: a database of its own, and a house over it. */
export type ADatabase = {
  url: string
  /** A connection beside the store's own. */
  sql: Client
  store: Store
  evening: Evening
  /** What the database itself finds wrong. */
  breaches(): Promise<{ invariant: string; breach: string }[]>
}

/** Seconds: short, for here the clock goes by itself, and an evening must be soon over. */
const SETTINGS = { softCloseSeconds: 1, sessionHours: 1, sessionIdleHours: 1 }

/** Opens a database before the tests of a file, and finds its books right after them. */
export function aDatabase(): () => ADatabase {
  let database: ADatabase
  let drop: () => Promise<void>

  beforeAll(async () => {
    const fresh = await testDatabase()
    const { url } = fresh
    drop = fresh.drop
    await migrate(url)
    const store = openStore(url)
    const sql = new Client({ connectionString: url })
    await sql.connect()
    const evening = new Evening(store, { settings: SETTINGS })
    const breaches = async () => (await sql.query('select * from check_invariants()')).rows
    database = { url, sql, store, evening, breaches }
  })

  afterAll(async () => {
    const breaches = await database.breaches()
    await database.sql.end()
    await database.store.close()
    await drop()
    expect(breaches).toEqual([])
  })

  return () => database
}

/** Runs something in a transaction that is never committed. */
export async function rolledBack<Answer>(sql: Client, run: () => Promise<Answer>): Promise<Answer> {
  await sql.query('begin')
  try {
    return await run()
  } finally {
    await sql.query('rollback')
  }
}

/** Keeps the lock that a statement takes, until it is let go. */
export async function holding(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<{ letGo(): Promise<void> }> {
  const holder = new Client({ connectionString: url })
  await holder.connect()
  await holder.query('begin')
  await holder.query(statement, [...values])
  return { letGo: () => holder.end() }
}

/** Waits until as many statements wait for a lock as are asked for. */
export const waitingForLocks = (sql: Client, count: number): Promise<boolean> =>
  until(`${count} wait for a lock`, async () => {
    const { rows } = await sql.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return rows[0]?.waiting === count
  })

/** What the database's clock says. */
export async function databaseTime(sql: Client): Promise<Date> {
  const { rows } = await sql.query<{ now: Date }>('select clock_timestamp() as now')
  return rows[0]?.now ?? new Date(Number.NaN)
}
