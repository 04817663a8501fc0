import type { AuctionHouse } from '@gavel/domain'

/** Milliseconds between polls for due lots: a lot is opened, and settled, within a second. */
const POLL_EVERY = 500
/** Milliseconds between purges of expired idempotency records, rate limits, sessions and events. */
const PURGE_EVERY = 10 * 60_000

/**
 * Opens and settles due lots and deletes expired rows until it is stopped. Any number of processes may
 * run a worker. Errors are passed to `failed`; the next run tries again.
 * @returns a function that stops the worker and waits for the running work.
 */
export function startWorker(
  house: Pick<
    AuctionHouse,
    | 'openDueLots'
    | 'closeDueLots'
    | 'deleteExpiredIdempotencyRecords'
    | 'deleteExpiredRateLimits'
    | 'deleteExpiredSessions'
    | 'trimRooms'
  >,
  failed: (error: unknown) => void,
): () => Promise<void> {
  const ends = [
    repeat(house.openDueLots, POLL_EVERY, failed),
    repeat(house.closeDueLots, POLL_EVERY, failed),
    repeat(house.deleteExpiredIdempotencyRecords, PURGE_EVERY, failed),
    repeat(house.deleteExpiredRateLimits, PURGE_EVERY, failed),
    repeat(house.deleteExpiredSessions, PURGE_EVERY, failed),
    repeat(house.trimRooms, PURGE_EVERY, failed),
  ]
  return async () => {
    await Promise.all(ends.map((end) => end()))
  }
}

/** Repeats work `every` milliseconds after its last run, or at once after a run that returned true. */
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
