import type { House } from '@gavel/domain'

/** Milliseconds between two looks at what is due: a lot is settled within a second of its end. */
const SETTLE_EVERY = 500
/** Milliseconds between two times that old keys and attempts are forgotten. */
const FORGET_EVERY = 10 * 60_000

/**
 * Settles due lots, and forgets what is old, for as long as the process lives. Any number of processes
 * may do so; after an error, which `failed` is told, the next look tries again.
 * @returns what ends it, once the work that is under way is done.
 */
export function startWorker(
  house: Pick<House, 'closeDueLots' | 'forgetKeys' | 'forgetAttempts'>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  const ends = [
    repeat(house.closeDueLots, SETTLE_EVERY, failed),
    repeat(house.forgetKeys, FORGET_EVERY, failed),
    repeat(house.forgetAttempts, FORGET_EVERY, failed),
  ]
  return async () => {
    await Promise.all(ends.map((end) => end()))
  }
}

/** Does something again and again, each time so long after the time before was done. */
function repeat(
  work: () => Promise<unknown>,
  every: number,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let ended = false
  let running: Promise<unknown>

  const look = () => {
    running = work()
      .catch(failed)
      .finally(() => {
        if (!ended) timer = setTimeout(look, every)
      })
  }
  look()

  return async () => {
    ended = true
    clearTimeout(timer)
    await running
  }
}
