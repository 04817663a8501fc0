import type { Schedule } from '../lot.ts'
import { type DomainError, domainError } from '../refusal.ts'

const SECOND = 1000
const DAY = 24 * 60 * 60 * SECOND

/** House rule: a lot is open for 1 second at the least and 90 days at the most. */
const OPEN_FOR = { min: SECOND, max: 90 * DAY }

/** The close lies ahead of the opening and of now; the opening may be past: the lot opens at once. */
export function scheduleMustLieAhead(
  { opensAt, closesAt }: Schedule,
  now: Date,
): DomainError | null {
  const open = closesAt.getTime() - opensAt.getTime()
  const possible = closesAt > now && open >= OPEN_FOR.min && open <= OPEN_FOR.max
  return possible ? null : domainError('bad-schedule')
}
