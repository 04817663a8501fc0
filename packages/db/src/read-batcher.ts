type PendingRead<Key, Result> = {
  key: Key
  timer: NodeJS.Timeout
  resolve(result: Result): void
  reject(error: unknown): void
}

/** House rule: the most keys in one query. */
const BATCH_SIZE = 64
/** Milliseconds after which the next query starts although one is running, and after which a read fails. */
const TIMEOUT = { query: 500, read: 2_000 }

/**
 * Batches concurrent reads into one query, like DataLoader, but without a cache. While a query runs, new
 * reads wait, and the next query takes all of them. So no result is older than its read, results arrive
 * in the order of the reads, and a single read starts at once.
 *
 * A query that hangs delays other reads by half a second at most, and every read fails after two seconds.
 * A query that fails rejects all of its reads: `query` must not fail because of a single key.
 * @returns a function that reads one key.
 */
export function createBatcher<Key, Result>(
  query: (keys: readonly Key[]) => Promise<readonly Result[]>,
): (key: Key) => Promise<Result> {
  const pending: PendingRead<Key, Result>[] = []
  let isRunning = false

  async function readBatch(batch: readonly PendingRead<Key, Result>[]): Promise<void> {
    try {
      const results = await query(batch.map(({ key }) => key))
      batch.forEach(({ resolve }, index) => resolve(results[index] as Result))
    } catch (error) {
      for (const { reject } of batch) reject(error)
    } finally {
      for (const { timer } of batch) clearTimeout(timer)
    }
  }

  async function readAll(): Promise<void> {
    isRunning = true
    while (pending.length > 0) {
      let timer: NodeJS.Timeout | undefined
      const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, TIMEOUT.query)))
      await Promise.race([readBatch(pending.splice(0, BATCH_SIZE)), timeout])
      clearTimeout(timer)
    }
    isRunning = false
  }

  return (key) =>
    new Promise<Result>((resolve, reject) => {
      const timer = setTimeout(() => {
        const index = pending.findIndex((read) => read.timer === timer)
        if (index !== -1) pending.splice(index, 1)
        reject(new Error('timeout exceeded while waiting for an answer'))
      }, TIMEOUT.read)
      pending.push({ key, timer, resolve, reject })
      if (!isRunning) void readAll()
    })
}
