import type { Database } from './client.ts'
import { Prisma } from './generated/client.ts'

/**
 * Rows deleted by one statement. Without a limit, PostgreSQL could cancel a long delete
 * (`statement_timeout`) and roll it back, with more rows to delete the next time.
 */
export const BATCH_SIZE = 2_000

/** Tables with expired rows, and the column that holds the time of a row. */
export type PurgedTable =
  | { table: 'idempotency' | 'failed_attempts'; column: 'at' }
  | { table: 'session'; column: 'used_at' }
  | { table: 'visits'; column: 'until' }

/**
 * Deletes a batch of the rows from before a time, oldest first. Selects by `ctid`, because Prisma's own
 * `limit` looks up the selected rows again by key, with a sequential scan of any table that PostgreSQL
 * takes for small. The condition is repeated for rows that change in the meantime.
 * @returns whether more may remain.
 */
export async function purge(
  database: Database,
  { table, column }: PurgedTable,
  before: Date,
): Promise<boolean> {
  const rows = Prisma.raw(table)
  const isExpired = Prisma.sql`${Prisma.raw(column)} < ${before}::timestamptz`
  const count = await database.$executeRaw`
    delete from ${rows} where ${isExpired} and ctid = any(array(
      select ctid from ${rows} where ${isExpired} order by ${Prisma.raw(column)} limit ${BATCH_SIZE}))`
  return count === BATCH_SIZE
}
