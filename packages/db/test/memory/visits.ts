import type { Visits } from '@gavel/domain'
import type { Tables } from './tables.ts'

/** Nothing is waited for in between, so nobody comes in between. */
export const visitsIn = ({ visits }: Tables): Visits => ({
  async add({ name, at, seconds }) {
    const kept = visits.get(name)
    const next =
      kept && kept.until > at
        ? { ...kept, count: kept.count + 1 }
        : { count: 1, since: at, until: new Date(at.getTime() + seconds * 1000) }
    visits.set(name, next)
    return { count: next.count, since: next.since }
  },

  async takeBack({ name, since }) {
    const kept = visits.get(name)
    if (kept && kept.count > 0 && kept.since.getTime() === since.getTime())
      visits.set(name, { ...kept, count: kept.count - 1 })
  },

  async forgetBefore(moment) {
    for (const [name, { until }] of visits) if (until < moment) visits.delete(name)
    return false
  },
})
