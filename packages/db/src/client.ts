import { PrismaPg } from '@prisma/adapter-pg'
import { Pool, type PoolClient } from 'pg'
import { Prisma, PrismaClient } from './generated/client.ts'

export type Database = PrismaClient
/** The client inside an interactive transaction. */
export type Transaction = Prisma.TransactionClient

/**
 * Milliseconds: how long a caller waits for a connection and may hold it, and how long a statement
 * may run, so that PostgreSQL ends a slow one before the connection is given up.
 */
const WAIT = { connection: 2_000, held: 2_500, statement: 2_000 }

/** Opens a pool of at most ten connections; the first query makes the first connection. */
export function openDatabase(url: string): Database {
  const adapter = new PrismaPg(poolTo(url), {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => statementName(sql),
  })
  return new PrismaClient({
    adapter,
    transactionOptions: { maxWait: WAIT.connection },
    // Else what goes wrong repeats the arguments of the query, and so writes them into the log.
    errorFormat: 'minimal',
  })
}

function poolTo(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: WAIT.connection,
    // Cached plans grow old with their connection, while the tables they were made for grow.
    maxLifetimeSeconds: 300,
    // The adapter writes and reads moments without their offset, so the session must be in UTC.
    options: `-c timezone=UTC -c statement_timeout=${WAIT.statement} -c idle_in_transaction_session_timeout=${WAIT.statement}`,
  })
  holdShortly(pool)
  return pool
}

/**
 * Gives up a connection that is held for too long. A database whose machine is gone says nothing, and
 * a query would wait until TCP gives up, which takes minutes; so would the pool's ten next callers.
 */
function holdShortly(pool: Pool): void {
  const timers = new WeakMap<PoolClient, NodeJS.Timeout>()
  pool.on('acquire', (client) => {
    timers.set(
      client,
      setTimeout(() => void client.end(), WAIT.held),
    )
  })
  pool.on('release', (_error, client) => clearTimeout(timers.get(client)))
}

/** Statement texts that get a name; lists of varying length make many texts, and so many names. */
const NAMED_AT_MOST = 500
const names = new Map<string, string>()

/**
 * Names a statement by its text, so that PostgreSQL parses it once a connection, and may plan it once
 * for all values; '' is no name. A search has none: a common word wants another plan than a rare one.
 */
function statementName(sql: string): string {
  if (sql.includes(' ILIKE ')) return ''
  const known = names.get(sql)
  if (known) return known
  if (names.size >= NAMED_AT_MOST) return ''
  const name = `s${names.size}`
  names.set(sql, name)
  return name
}
