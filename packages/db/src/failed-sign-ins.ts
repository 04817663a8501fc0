import { type FailedSignIns, isDomainError } from '@gavel/domain'
import type { Database } from './client.ts'
import { purge } from './purge.ts'

/**
 * The failed sign-ins in PostgreSQL, shared by both apps: one row per e-mail address. Optimistic: a row is
 * written only if it is unchanged since it was read, otherwise the decision is repeated. The loop ends,
 * because every repetition means that one more attempt was counted, up to the limit.
 */
export const failedSignInsIn = (database: Database): FailedSignIns => ({
  async record({ emailHash, at }, decide) {
    for (;;) {
      const stored = await database.failedAttempts.findUnique({ where: { emailHash } })
      const decision = decide(stored?.failures ?? [])
      if (isDomainError(decision)) throw decision
      const data = { failures: [...decision], at }
      const { count } = stored
        ? await database.failedAttempts.updateMany({
            where: { emailHash, failures: { equals: stored.failures } },
            data,
          })
        : await database.failedAttempts.createMany({
            data: { emailHash, ...data },
            skipDuplicates: true,
          })
      if (count === 1) return
    }
  },

  async clear(emailHash) {
    await database.failedAttempts.deleteMany({ where: { emailHash } })
  },

  deleteBefore: (time) => purge(database, { table: 'failed_attempts', column: 'at' }, time),
})
