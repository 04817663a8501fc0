import { type FailedSignIns, isDomainError } from '@gavel/domain'
import type { Tables } from './tables.ts'

/** Nothing is awaited inside these functions, so they do not interleave. */
export const failedSignInsIn = ({ failedSignIns }: Tables): FailedSignIns => ({
  async record({ emailHash, at }, decide) {
    const failures = decide(failedSignIns.get(emailHash)?.failures ?? [])
    if (isDomainError(failures)) throw failures
    failedSignIns.set(emailHash, { failures, at })
  },

  async clear(emailHash) {
    failedSignIns.delete(emailHash)
  },

  async deleteBefore(time) {
    for (const [emailHash, { at }] of failedSignIns) if (at < time) failedSignIns.delete(emailHash)
    return false
  },
})
