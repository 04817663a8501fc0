import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from './generated/client.ts'
import { poolTo, WAIT } from './pool.ts'

export type Database = PrismaClient
/** The client inside an interactive transaction. */
export type Transaction = Prisma.TransactionClient

/** Prisma over a pool of ours; the first query makes the first connection. */
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
