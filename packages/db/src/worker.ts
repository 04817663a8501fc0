import type { House } from '@gavel/domain'

/** Milliseconds between two looks at what is due: a lot is settled within a second of its end. */
const EVERY = 500

/**
 * Settles due lots for as long as the process lives. Any number of processes may do so; after an
 * error, which `failed` is told, the next look tries again.
 * @returns what ends it, once a settlement that is under way is done.
 */
export function startWorker(
  house: Pick<House, 'closeDueLots'>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let ended = false

  const look = () => {
    running = house
      .closeDueLots()
      .catch(failed)
      .finally(() => {
        if (!ended) timer = setTimeout(look, EVERY)
      })
  }
  look()

  return async () => {
    ended = true
    clearTimeout(timer)
    await running
  }
}
