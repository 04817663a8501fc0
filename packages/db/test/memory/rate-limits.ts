import type { RateLimits } from '@gavel/domain'
import type { Tables } from './tables.ts'

/** Nothing is awaited inside these functions, so they do not interleave. */
export const rateLimitsIn = ({ rateLimits }: Tables): RateLimits => ({
  async consume({ name, at, seconds }) {
    const stored = rateLimits.get(name)
    const next =
      stored && stored.until > at
        ? { ...stored, count: stored.count + 1 }
        : { count: 1, since: at, until: new Date(at.getTime() + seconds * 1000) }
    rateLimits.set(name, next)
    return { count: next.count, since: next.since }
  },

  async refund({ name, since }) {
    const stored = rateLimits.get(name)
    if (stored && stored.count > 0 && stored.since.getTime() === since.getTime())
      rateLimits.set(name, { ...stored, count: stored.count - 1 })
  },

  async deleteBefore(time) {
    for (const [name, { until }] of rateLimits) if (until < time) rateLimits.delete(name)
    return false
  },
})
