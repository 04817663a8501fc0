import { money } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { openStore } from '../src/index.ts'
import { steppedClock } from '../src/stepped-clock.ts'
import { openStoreOn } from '../src/store.ts'
import { aDatabase, databaseTime, holding, waitingForLocks } from './a-database.ts'
import { Evening, newKey, refusalOf, START } from './ports/suite/an-evening.ts'
import { until } from './until.ts'

const the = aDatabase()

/** Milliseconds by which two moments may differ for being rounded. */
const TICK = 1

const passed = (moment: Date) =>
  until('the moment has passed', async () => (await databaseTime(the().sql)) > moment)

const LOCKS = [
  { name: 'the lot', statement: 'select from lot where id = $1 for update', of: 'lot' },
  {
    name: 'the lot, and changed it',
    statement: 'update lot set title = title where id = $1',
    of: 'lot',
  },
  { name: 'the room', statement: 'select from room where lot_id = $1 for update', of: 'lot' },
  {
    name: 'the wallet',
    statement: 'select from account where owner_id = $1 for update',
    of: 'bidder',
  },
] as const

/** A bid that waits for a row that somebody else has locked. */
async function aWaitingBid(
  { statement, of }: { statement: string; of: 'lot' | 'bidder' },
  lot: { closes?: number },
  evening = the().evening,
) {
  const { sql, url } = the()
  const bidder = await evening.aPerson('Bidder', 500_00)
  const lotId = await evening.aLot(await evening.aPerson('Seller'), lot)
  const closesAt = new Date((await evening.read(lotId)).closesAt ?? 0)
  const { letGo } = await holding(url, statement, [of === 'lot' ? lotId : bidder.id])
  const outcome = evening.bid(lotId, bidder, 100_00)
  outcome.catch(() => {}) // it may be refused before anybody awaits it
  await waitingForLocks(sql, 1)
  return { lotId, closesAt, outcome, letGo }
}

describe('a bid that waits for a lock until the lot has closed', () => {
  it.each(LOCKS)('is refused: somebody held $name', async (lock) => {
    const { lotId, closesAt, outcome, letGo } = await aWaitingBid(lock, { closes: 600 })
    const waitedFrom = await databaseTime(the().sql)

    await passed(closesAt)
    await letGo()

    expect(waitedFrom.getTime()).toBeLessThan(closesAt.getTime())
    expect(await refusalOf(outcome)).toMatchObject({ code: 'lot-not-live' })
    expect(await the().evening.bidsOn(lotId)).toEqual([])
  })
})

describe('a bid that waits for a lock until a clock is stepped past the close', () => {
  it.each(LOCKS)('is refused: somebody held $name', async (lock) => {
    const clock = steppedClock(START)
    const store = openStoreOn(clock, the().url)
    const evening = new Evening(store, { clock })
    const { lotId, outcome, letGo } = await aWaitingBid(lock, { closes: 600 }, evening)

    evening.later(600)
    await letGo()

    expect(await refusalOf(outcome)).toMatchObject({ code: 'lot-not-live' })
    expect(await evening.bidsOn(lotId)).toEqual([])
    await store.close()
  })
})

describe('a bid that waits for a lock while the lot stays open', () => {
  it.each(LOCKS)('is timed after the wait: somebody held $name', async (lock) => {
    const { outcome, letGo } = await aWaitingBid(lock, {})
    const stillHeld = await databaseTime(the().sql)

    await passed(stillHeld)
    await letGo()

    const { answer } = await outcome
    expect(Date.parse(answer.bid.at)).toBeGreaterThanOrEqual(stillHeld.getTime())
  })
})

describe('the house’s clock', () => {
  it('is the database’s, to within what a question takes', async () => {
    const { sql, url } = the()
    const store = openStore(url)
    const before = await databaseTime(sql)

    const told = await store.clock.now()

    const after = await databaseTime(sql)
    await store.close()
    expect(told.getTime()).toBeGreaterThanOrEqual(before.getTime() - TICK)
    expect(told.getTime()).toBeLessThanOrEqual(after.getTime() + TICK)
  })

  it('is not ahead, though the question had to wait for a connection', async () => {
    const { evening, sql, url } = the()
    const store = openStore(url)
    const bidder = await evening.aPerson('Bidder', 5_000_00)
    const seller = await evening.aPerson('Seller')
    const lots = await Promise.all(Array.from({ length: 10 }, () => evening.aLot(seller)))
    const { letGo } = await holding(url, 'lock table room')
    const busy = new Evening(store).house
    const bids = lots.map((lotId) =>
      busy.placeBid({ lotId, bidder, maximum: money(100_00), key: newKey() }),
    )
    await waitingForLocks(sql, 10)

    const asked = store.clock.now()
    await passed(new Date((await databaseTime(sql)).getTime() + 400))
    await letGo()

    const told = await asked
    const after = await databaseTime(sql)
    await Promise.all(bids)
    await store.close()
    expect(told.getTime()).toBeLessThanOrEqual(after.getTime() + TICK)
  })
})
