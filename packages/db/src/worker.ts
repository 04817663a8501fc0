import type { AuctionHouse } from '@gavel/domain'

/** Milliseconds between two looks at what is due: a lot is opened, and settled, within a second. */
const LOOK_EVERY = 500
/** Milliseconds between two times that all old keys, attempts, sessions and events are put away. */
const FORGET_EVERY = 10 * 60_000

/**
 * Opens and settles due lots, and puts away what is old, for as long as the process lives. Any
 * number of processes may do so; after an error, which `failed` is told, the next look tries again.
 * @returns what ends it, once the work that is under way is done.
 */
export function startWorker(
  house: Pick<
    AuctionHouse,
    | 'openDueLots'
    | 'closeDueLots'
    | 'deleteExpiredKeys'
    | 'deleteExpiredRateLimits'
    | 'deleteExpiredSessions'
    | 'trimRooms'
  >,
  failed: (error: unknown) => void,
): () => Promise<void> {
  const ends = [
    repeat(house.openDueLots, LOOK_EVERY, failed),
    repeat(house.closeDueLots, LOOK_EVERY, failed),
    repeat(house.deleteExpiredKeys, FORGET_EVERY, failed),
    repeat(house.deleteExpiredRateLimits, FORGET_EVERY, failed),
    repeat(house.deleteExpiredSessions, FORGET_EVERY, failed),
    repeat(house.trimRooms, FORGET_EVERY, failed),
  ]
  return async () => {
    await Promise.all(ends.map((end) => end()))
  }
}

/**
 * Does something again and again, each time so long after the time before was done; at once where
 * that answered `true`, for something is left.
 */
function repeat(
  work: () => Promise<unknown>,
  every: number,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let ended = false
  let running: Promise<unknown>

  const look = async () => {
    let isMore = false
    try {
      isMore = (await work()) === true
    } catch (error) {
      failed(error)
    } finally {
      if (!ended) timer = setTimeout(next, isMore ? 0 : every)
    }
  }
  const next = () => void (running = look())
  next()

  return async () => {
    ended = true
    clearTimeout(timer)
    await running
  }
}
