import { money, createAuctionHouse } from '@gavel/domain'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../src/index.ts'
import { migrate, type TestDatabase, testDatabase } from '../src/launch/index.ts'

let database: TestDatabase
let store: Store

beforeAll(async () => {
  database = await testDatabase()
  await migrate(database.url)
  const client = new Client({ connectionString: database.url })
  await client.connect()
  const name = client.escapeIdentifier(client.database ?? '')
  await client.query(`alter database ${name} set timezone to 'Asia/Kolkata'`)
  await client.end()
  store = openStore(database.url)
})

afterAll(async () => {
  await store.close()
  await database.drop()
})

describe('a database that lives in another time zone', () => {
  it('keeps and decides on the moments that were meant', async () => {
    const house = createAuctionHouse(store, {
      softCloseSeconds: 120,
      sessionHours: 1,
      sessionIdleHours: 1,
    })
    const { user } = await house.signUp({
      email: 'sam@zone.test',
      password: 'going going gone',
      name: 'Sam',
    })
    const lot = { title: 'Clock', description: 'Slow.', startingPrice: money(100) }
    const { answer: draft } = await house.consignLot({ ...lot, seller: user, key: 'k'.repeat(16) })
    const [opensAt, closesAt] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)]

    const scheduled = await house.scheduleLot({ lotId: draft.id, caller: user, opensAt, closesAt })
    const read = await house.readLot({ lotId: draft.id, reader: null })

    expect(scheduled).toMatchObject({ status: 'live', closesAt: closesAt.toISOString() })
    expect(read).toEqual(scheduled)
    expect(await kept(draft.id)).toBe(closesAt.getTime())
  })
})

/** When the lot closes, as the database itself has it: a round trip could hide a shift. */
async function kept(lotId: string): Promise<number> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query<{ ms: string }>(
    'select (extract(epoch from closes_at) * 1000)::bigint as ms from lot where id = $1',
    [lotId],
  )
  await client.end()
  return Number(rows[0]?.ms)
}
