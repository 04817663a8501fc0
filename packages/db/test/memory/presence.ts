import type { Presence } from '@gavel/domain'
import type { Tables } from './tables.ts'

/** Milliseconds that a report counts. */
const COUNTS = 30_000

/** Who watches, on this machine's own clock: a test that steps its house's leaves it as it is. */
export const presenceIn = ({ presence }: Tables): Presence => ({
  async report(process, watching) {
    presence.set(process, { watching: new Map(watching), at: performance.now() })
  },

  async watching(lotIds) {
    const now = performance.now()
    const fresh = [...presence.values()].filter(({ at }) => now - at < COUNTS)
    return new Map(
      lotIds.map((lotId) => {
        const counts = fresh.map(({ watching }) => watching.get(lotId) ?? 0)
        const watching = counts.reduce((all, one) => all + one, 0)
        return [lotId, { watching, version: Math.floor(now) }]
      }),
    )
  },
})
