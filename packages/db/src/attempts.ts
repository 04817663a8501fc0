import { type Attempts, isDomainError } from '@gavel/domain'
import type { Database } from './client.ts'
import { putAway } from './portion.ts'

/**
 * The failed attempts in PostgreSQL, and so of every twin: one row for an address. It is written only
 * where it still holds what was decided on. Whoever is overtaken decides again, which ends soon: each
 * time another attempt was counted, until there are too many, and a refusal writes nothing.
 */
export const attemptsIn = (database: Database): Attempts => ({
  async add({ emailHash, at }, decide) {
    for (;;) {
      const kept = await database.failedAttempts.findUnique({ where: { emailHash } })
      const decision = decide(kept?.failures ?? [])
      if (isDomainError(decision)) throw decision
      const data = { failures: [...decision], at }
      const { count } = kept
        ? await database.failedAttempts.updateMany({
            where: { emailHash, failures: { equals: kept.failures } },
            data,
          })
        : await database.failedAttempts.createMany({
            data: { emailHash, ...data },
            skipDuplicates: true,
          })
      if (count === 1) return
    }
  },

  async forget(emailHash) {
    await database.failedAttempts.deleteMany({ where: { emailHash } })
  },

  forgetBefore: (moment) => putAway(database, { table: 'failed_attempts', moment: 'at' }, moment),
})
