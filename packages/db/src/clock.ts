import type { Clock } from '@gavel/domain'
import type { Database } from './client.ts'

/** Milliseconds for which an answer of the database is carried on by this machine's own clock. */
const TRUSTED_FOR = 1_000

/**
 * The house's clock is the database's, so that all processes have one. It is asked once a second at the
 * most; in between, the time since the answer (monotonic, whatever happens to the machine's clock) is
 * added to it; it never goes back. Decisions do not use it: they read the clock under the lock.
 */
export function databaseClock(database: Database): Clock {
  let known = { at: Number.NEGATIVE_INFINITY, time: 0 }
  let asking: Promise<void> | undefined
  let told = 0

  const askOnce = () =>
    (asking ??= ask(database)
      .then((answer) => {
        known = answer
      })
      .finally(() => {
        asking = undefined
      }))

  return {
    async now() {
      if (performance.now() - known.at > TRUSTED_FOR) await askOnce()
      told = Math.max(told, known.time + (performance.now() - known.at))
      return new Date(told)
    },
  }
}

/**
 * The answer was true before it arrived, by a little or, where the question waited for a connection,
 * by more. Taken as true on arrival the clock may lag, but never runs ahead of the database's: no
 * lot is told sold before it is.
 */
async function ask(database: Database): Promise<{ at: number; time: number }> {
  const [row] = await database.$queryRaw<[{ now: Date }]>`select clock_timestamp() as now`
  return { at: performance.now(), time: row.now.getTime() }
}
