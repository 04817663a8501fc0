import type { LotId } from '@gavel/domain'
import { afterEach, describe, expect, it } from 'vitest'
import { BATCH_SIZE } from '../src/purge.ts'
import { aDatabase } from './a-database.ts'

// More rows are expired than one statement can delete before `statement_timeout` (two seconds). A trigger
// slows down every delete, so that this holds on any machine.

const the = aDatabase()

const ROWS = 40_000
const MICROSECONDS = 60
const NOW = new Date()

const tables = ['idempotency', 'session', 'visits', 'failed_attempts', 'room_event']

/** Adds a trigger that delays the deletion of every row. */
async function slowDown(): Promise<void> {
  await the().sql.query(`
    create or replace function take_time() returns trigger language plpgsql as $$
    declare done timestamptz := clock_timestamp() + interval '${MICROSECONDS} microseconds';
    begin
      while clock_timestamp() < done loop null; end loop;
      return old;
    end $$`)
  for (const table of tables)
    await the().sql.query(
      `create trigger takes_time before delete on ${table} for each row execute function take_time()`,
    )
}

afterEach(async () => {
  for (const table of tables) await the().sql.query(`drop trigger if exists takes_time on ${table}`)
})

/** Inserts expired rows and one row that is not expired. */
const fill = (table: string, columns: string, values: string) =>
  the().sql.query(
    `insert into ${table} (${columns}) select ${values} from generate_series(1, ${ROWS + 1}) n,
      lateral (select now() - case when n > ${ROWS} then interval '0' else interval '99 days' end as at) m`,
  )

const countOf = async (table: string): Promise<number> =>
  Number((await the().sql.query(`select count(*) from ${table}`)).rows[0].count)

/** Deletes all batches. Returns their number. */
async function purgeAll(work: (before: Date) => Promise<boolean>): Promise<number> {
  const before = new Date(NOW.getTime() - 60_000)
  let batches = 1
  while (await work(before)) batches += 1
  return batches
}

const USER = `(select id from "user" limit 1)`

describe('deleteBefore with more rows than one statement can delete', () => {
  it.each([
    {
      what: 'idempotency records',
      table: 'idempotency',
      columns: 'user_id, key, fingerprint, refused, body, at',
      values: `${USER}, 'key-' || n, 'f', false, '{}', at`,
      work: () => the().store.idempotencyRecords.deleteBefore,
    },
    {
      what: 'sessions',
      table: 'session',
      columns: 'token_hash, user_id, at, used_at, expires_at',
      values: `'hash-' || n, ${USER}, at, at, at`,
      work: () => the().store.sessions.deleteBefore,
    },
    {
      what: 'rate-limit windows',
      table: 'visits',
      columns: 'name, count, since, until',
      values: `'name-' || n, 1, at, at`,
      work: () => the().store.rateLimits.deleteBefore,
    },
    {
      what: 'failed sign-ins',
      table: 'failed_attempts',
      columns: 'email_hash, failures, at',
      values: `'hash-' || n, array[at], at`,
      work: () => the().store.failedSignIns.deleteBefore,
    },
  ])('deletes $what in batches', async ({ table, columns, values, work }) => {
    await the().evening.aPerson('Ada')
    await the().sql.query(`delete from ${table}`)
    await fill(table, columns, values)
    await slowDown()

    const batches = await purgeAll(work())

    expect(await countOf(table)).toBe(1)
    expect(batches).toBe(ROWS / BATCH_SIZE + 1)
  })

  it('deletes room events in batches and keeps the end of each log', async () => {
    const { evening, store } = the()
    const seller = await evening.aPerson('Seller')
    const [long, short, young] = [
      await evening.aLot(seller),
      await evening.aLot(seller),
      await evening.aLot(seller),
    ]
    await grow(long, ROWS)
    await grow(short, 100)
    for (const lotId of [long, short]) await evening.say(lotId, seller)
    await slowDown()

    const batches = await purgeAll(store.rooms.trim)

    expect(await store.rooms.tops([long, short, young])).toEqual(
      new Map([
        [long, { seq: ROWS + 3, trimmed: ROWS + 2 }],
        [short, { seq: 103, trimmed: 102 }],
        [young, { seq: 2, trimmed: 0 }],
      ]),
    )
    expect(await countOf('room_event')).toBe(4)
    expect(batches).toBeGreaterThan(ROWS / BATCH_SIZE)
  })
})

/** Adds expired events to the log of a room and makes its two events expired. */
async function grow(lotId: LotId, events: number): Promise<void> {
  const { sql } = the()
  await sql.query('begin')
  await sql.query('set local session_replication_role = replica')
  await sql.query(`update room_event set at = at - interval '99 days' where lot_id = $1`, [lotId])
  await sql.query(
    `insert into room_event (lot_id, seq, type, at, data)
     select $1::uuid, n, 'message-posted', now() - interval '98 days', '{}'
     from generate_series(3, $2::int + 2) n`,
    [lotId, events],
  )
  await sql.query('update room set seq = $2::int + 2 where lot_id = $1', [lotId, events])
  await sql.query('commit')
}
