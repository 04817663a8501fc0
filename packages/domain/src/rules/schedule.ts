import { type DomainError, domainError } from '../domain-error.ts'
import type { Lot, Schedule, Standing, TimedLot } from '../lot.ts'
import { statusOf } from './lot.ts'

const SECOND = 1000
const DAY = 24 * 60 * 60 * SECOND

/** House rule: a lot is open for at least 1 second and at most 90 days. */
const OPEN_FOR = { min: SECOND, max: 90 * DAY }

/** House rule: the soft close of a lot in seconds, and its default where the operator sets none. */
export const SOFT_CLOSE_SECONDS = { min: 0, max: 3600, default: 120 }

/**
 * House rule: a lot closes after it opens and after now. `opensAt` may be in the past: the lot then
 * opens at once. The soft close is a whole number of seconds within `SOFT_CLOSE_SECONDS`.
 * @returns `bad-schedule`, or null.
 */
export function checkSchedule(
  { opensAt, closesAt, softCloseSeconds }: Schedule,
  now: Date,
): DomainError | null {
  const open = closesAt.getTime() - opensAt.getTime()
  const isTimeValid = closesAt > now && open >= OPEN_FOR.min && open <= OPEN_FOR.max
  return isTimeValid && isSoftCloseValid(softCloseSeconds) ? null : domainError('bad-schedule')
}

const isSoftCloseValid = (seconds: number): boolean =>
  Number.isInteger(seconds) &&
  seconds >= SOFT_CLOSE_SECONDS.min &&
  seconds <= SOFT_CLOSE_SECONDS.max

/** House rule: a schedule can change until the lot opens. @returns `lot-not-draft`, or null. */
export function checkReschedule(lot: Lot, now: Date): DomainError | null {
  const status = statusOf(lot, now)
  return status === 'draft' || status === 'scheduled' ? null : domainError('lot-not-draft')
}

/**
 * House rule, the soft close: a bid in the last `softCloseSeconds` of the lot that changes the price or
 * the leader moves `closesAt` to that many seconds after the bid, and never to an earlier time.
 * @returns the schedule after an accepted bid.
 */
export function extendedSchedule(
  { schedule, standing: before }: TimedLot,
  bid: { after: Standing; at: Date },
): Schedule {
  const isChanged = before?.leader.id !== bid.after.leader.id || before.price !== bid.after.price
  const extended = new Date(bid.at.getTime() + schedule.softCloseSeconds * SECOND)
  return isChanged && extended > schedule.closesAt ? { ...schedule, closesAt: extended } : schedule
}

/** Whether two schedules are the same; false for a lot without a schedule. */
export const isSameSchedule = (before: Schedule | null, after: Schedule): boolean =>
  before?.opensAt.getTime() === after.opensAt.getTime() &&
  before.closesAt.getTime() === after.closesAt.getTime() &&
  before.softCloseSeconds === after.softCloseSeconds
