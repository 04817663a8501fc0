import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { aDatabase } from './a-database.ts'
import { refusalOf } from './ports/suite/an-evening.ts'
import { until } from './until.ts'

const the = aDatabase()

/** Waits until a statement of the store waits for a lock that somebody else has. */
const somebodyWaits = () =>
  until('a bid waits for the lock', async () => {
    const { rows } = await the().sql.query(
      `select 1 from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like '%room%'`,
    )
    return rows.length > 0
  })

/** Holds some rows while something else is done. */
async function holding(
  { statement, values }: { statement: string; values: readonly unknown[] },
  meanwhile: () => Promise<void>,
) {
  const holder = new Client({ connectionString: the().url })
  await holder.connect()
  try {
    await holder.query('begin')
    await holder.query(statement, [...values])
    await meanwhile()
    await holder.query('commit')
  } finally {
    await holder.end()
  }
}

const LOCKS = [
  { name: 'the lot', statement: 'select from lot where id = $1 for update', by: 'lot' },
  { name: 'the lot, changed', statement: 'update lot set title = title where id = $1', by: 'lot' },
  { name: 'the room', statement: 'select from room where lot_id = $1 for update', by: 'lot' },
  {
    name: 'the wallet',
    statement: 'select from account where owner_id = $1 for update',
    by: 'bidder',
  },
] as const

describe('a bid that waits for a lock while the lot closes', () => {
  it.each(LOCKS)('is refused: somebody held $name', async ({ statement, by }) => {
    const { evening, sql } = the()
    const bidder = await evening.aPerson('Bidder', 500_00)
    const lotId = await evening.aLot(await evening.aPerson('Seller'), { closes: 700 })
    const values = [by === 'lot' ? lotId : bidder.id]
    let refusal: Promise<unknown> = Promise.resolve()

    await holding({ statement, values }, async () => {
      refusal = refusalOf(evening.bid(lotId, bidder, 100_00))
      await somebodyWaits()
      await until('the lot has closed', async () => {
        const { rows } = await sql.query(
          'select 1 from lot where id = $1 and closes_at <= clock_timestamp()',
          [lotId],
        )
        return rows.length > 0
      })
    })

    expect(await refusal).toMatchObject({ code: 'lot-not-live' })
    expect(await evening.bidsOn(lotId)).toEqual([])
  })
})

describe('a bid that waits for a lock while the lot stays open', () => {
  it.each(LOCKS)('is timed after the wait: somebody held $name', async ({ statement, by }) => {
    const { evening, sql } = the()
    const bidder = await evening.aPerson('Bidder', 500_00)
    const lotId = await evening.aLot(await evening.aPerson('Seller'))
    const values = [by === 'lot' ? lotId : bidder.id]
    let placed: ReturnType<typeof evening.bid> | undefined
    let waited = new Date(0)

    await holding({ statement, values }, async () => {
      placed = evening.bid(lotId, bidder, 100_00)
      await somebodyWaits()
      const { rows } = await sql.query<{ now: Date }>(
        `select date_trunc('milliseconds', clock_timestamp()) as now`,
      )
      waited = rows[0]?.now ?? waited
    })

    const at = new Date((await placed)?.answer.bid.at ?? 0)
    expect(at.getTime()).toBeGreaterThanOrEqual(waited.getTime())
  })
})

describe('the house’s clock', () => {
  it('is the database’s, to within what a question takes', async () => {
    const { sql, store } = the()
    const ask = async () => {
      const { rows } = await sql.query<{ now: Date }>('select clock_timestamp() as now')
      return rows[0]?.now.getTime() ?? 0
    }

    const before = await ask()
    const told = (await store.clock.now()).getTime()
    const after = await ask()

    expect(told).toBeGreaterThanOrEqual(before - 50)
    expect(told).toBeLessThanOrEqual(after + 50)
  })
})
