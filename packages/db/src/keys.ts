import type { Keys } from '@gavel/domain'
import type { Database } from './client.ts'

/** The Idempotency-Keys in PostgreSQL. They are written with the effects they stand for. */
export const keysIn = (database: Database): Keys => ({
  async forget(before) {
    await database.idempotencyRecord.deleteMany({ where: { at: { lt: before } } })
  },
})
