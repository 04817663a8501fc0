import { type Attempts, isDomainError } from '@gavel/domain'
import type { Tables } from './tables.ts'

/** Nothing is waited for in between, so nobody comes in between. */
export const attemptsIn = ({ attempts }: Tables): Attempts => ({
  async add({ emailHash, at }, decide) {
    const failures = decide(attempts.get(emailHash)?.failures ?? [])
    if (isDomainError(failures)) throw failures
    attempts.set(emailHash, { failures, at })
  },

  async forget(emailHash) {
    attempts.delete(emailHash)
  },

  async forgetBefore(moment) {
    for (const [emailHash, { at }] of attempts) if (at < moment) attempts.delete(emailHash)
    return false
  },
})
