import { Client } from 'pg'
import { migrate, testDatabase } from '../../src/launch/index.ts'
import { type SteppedClock, steppedClock } from '../../src/stepped-clock.ts'
import { openStoreOn, type Store } from '../../src/store.ts'
import { Evening } from '../ports/suite/an-evening.ts'

/** A house with a database of its own, on a clock that the test moves. */
export type AHouse = {
  url: string
  /** A connection beside the store's own. */
  sql: Client
  store: Store
  clock: SteppedClock
  evening: Evening
  /** Everything that the house has written down, as one text. */
  ledger(): Promise<string>
  close(): Promise<void>
}

const EVERYTHING =
  'account transfer entry hold lot bid settlement room room_event message idempotency'
    .split(' ')
    .map((table) => `select '${table} ' || t::text as row from ${table} t`)
    .join(' union all ')

export async function aHouse(): Promise<AHouse> {
  const { url, drop } = await testDatabase()
  await migrate(url)
  const clock = steppedClock(new Date('2026-03-01T18:00:00Z'))
  const store = openStoreOn(clock, url)
  const sql = new Client({ connectionString: url })
  await sql.connect()
  return {
    url,
    sql,
    store,
    clock,
    evening: new Evening(store),
    async ledger() {
      const { rows } = await sql.query<{ row: string }>(EVERYTHING)
      return rows
        .map(({ row }) => row)
        .toSorted()
        .join('\n')
    },
    async close() {
      await sql.end()
      await store.close()
      await drop()
    },
  }
}
