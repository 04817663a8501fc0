import type { IdempotencyRecords } from '@gavel/domain'
import type { Database } from './client.ts'
import { purge } from './purge.ts'

/** The idempotency records in PostgreSQL. Decisions write them together with their effects. */
export const idempotencyRecordsIn = (database: Database): IdempotencyRecords => ({
  deleteBefore: (time) => purge(database, { table: 'idempotency', column: 'at' }, time),
})
