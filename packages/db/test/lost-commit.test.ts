import { describe, expect, it } from 'vitest'
import { isUnavailable } from './unavailable.ts'
import { aDatabase } from './a-database.ts'
import { until } from './until.ts'

const the = aDatabase()

/** Makes the next commit that has a key in it take very long; answers what undoes that. */
async function slowCommits(): Promise<() => Promise<unknown>> {
  const { sql } = the()
  await sql.query(`
    create function hang() returns trigger language plpgsql as
      $$ begin perform pg_sleep(60); return null; end $$;
    create constraint trigger hangs after insert on idempotency
      deferrable initially deferred for each row execute function hang()`)
  return () => sql.query('drop trigger hangs on idempotency; drop function hang()')
}

describe('a commit during which the server is stopped', () => {
  it('is known as that: the server is away, and nobody knows what came of it', async () => {
    const { evening, sql } = the()
    const ada = await evening.aPerson('Ada')
    const undo = await slowCommits()
    const lost = evening.deposit(ada, 10_00).then(
      () => null,
      (error: unknown) => error,
    )

    await until('the connection is ended in its commit', async () => {
      const { rowCount } = await sql.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query = 'COMMIT' and wait_event = 'PgSleep'`,
      )
      return rowCount === 1
    })

    expect(isUnavailable(await lost)).toBe(true)
    await undo()
    // The pool may not have noticed yet that the connection is gone.
    const wallet = await until('there is another', () => evening.walletOf(ada).catch(() => null))
    expect(wallet).toEqual({ available: 0, held: 0 })
  })
})
