import type { Database } from './client.ts'
import { Prisma } from './generated/client.ts'

/**
 * How many rows are put away in one statement. However many there are, none takes so long that
 * PostgreSQL ends it: what it ends is undone, and the next time there would be more.
 */
export const PORTION = 2_000

/** Rows that have had their time: the table, and the moment by which each is known. */
export type Old =
  | { table: 'idempotency' | 'failed_attempts'; moment: 'at' }
  | { table: 'session'; moment: 'used_at' }
  | { table: 'visits'; moment: 'until' }

/**
 * Puts away a portion of what is from before a moment, oldest first; answers whether there may be more.
 * By where the rows are: Prisma's own `limit` finds them once more by their keys, each by reading all
 * of a table that PostgreSQL takes for small. A row that somebody changes meanwhile is looked at again.
 */
export async function putAway(
  database: Database,
  { table, moment }: Old,
  before: Date,
): Promise<boolean> {
  const [rows, old] = [
    Prisma.raw(table),
    Prisma.sql`${Prisma.raw(moment)} < ${before}::timestamptz`,
  ]
  const count = await database.$executeRaw`
    delete from ${rows} where ${old} and ctid = any(array(
      select ctid from ${rows} where ${old} order by ${Prisma.raw(moment)} limit ${PORTION}))`
  return count === PORTION
}
