import type { Schedule, Standing, TimedLot } from '../lot.ts'

/** House rule, the soft close: seconds a lot stays open after a bid that changed something. */
export const SOFT_CLOSE_SECONDS = 120

/**
 * A bid in the last `softCloseSeconds` that changes the price or the leader moves the close to that
 * long after it. The close never moves to an earlier time.
 */
export function lateBidsExtendTheLot(
  { schedule, standing: before }: TimedLot,
  bid: { after: Standing; at: Date; softCloseSeconds: number },
): Schedule {
  const changed = before?.leader.id !== bid.after.leader.id || before.price !== bid.after.price
  const extended = new Date(bid.at.getTime() + bid.softCloseSeconds * 1000)
  return changed && extended > schedule.closesAt ? { ...schedule, closesAt: extended } : schedule
}
