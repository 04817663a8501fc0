import { type Ports, createAuctionHouse } from '@gavel/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate, testDatabase } from '../../src/launch/index.ts'
import { steppedClock } from '../../src/stepped-clock.ts'
import { openStoreOn, type Store } from '../../src/store.ts'
import { checkEvenings } from './check.ts'

const clock = steppedClock(new Date('2026-03-01T18:00:00.000Z'))
let stores: readonly [Store, Store]
let drop: () => Promise<void>

beforeAll(async () => {
  const database = await testDatabase()
  drop = database.drop
  await migrate(database.url)
  stores = [openStoreOn(clock, database.url), openStoreOn(clock, database.url)]
})

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()))
  await drop()
})

/** What an evening that went wrong has left open is settled, so that it is in nobody's way. */
async function swept(store: Ports): Promise<void> {
  clock.step(24 * 3_600_000)
  await createAuctionHouse(store, {
    softCloseSeconds: 1,
    sessionHours: 1,
    sessionIdleHours: 1,
  }).closeDueLots()
}

describe('random evenings in two stores on one PostgreSQL, in which six people ask at once', () => {
  it('are each explained by one order of the rules, bid for bid', async () => {
    const aStage = async () => {
      await swept(stores[0])
      return { stores, clock, breaches: stores[0].breaches }
    }
    const size = { evenings: 60, scenes: 12, atOnce: 6 }

    const said = await checkEvenings(size, aStage, { file: 'test/properties/postgresql.test.ts' })
    if (!said) return

    expect(said.get('granted')).toBeGreaterThan(200)
  })
})
