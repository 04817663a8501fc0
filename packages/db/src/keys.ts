import type { Keys } from '@gavel/domain'
import type { Database } from './client.ts'
import { putAway } from './portion.ts'

/** The Idempotency-Keys in PostgreSQL. They are written with the effects they stand for. */
export const keysIn = (database: Database): Keys => ({
  forget: (before) => putAway(database, { table: 'idempotency', moment: 'at' }, before),
})
