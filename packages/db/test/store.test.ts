import { type Effects, type LotId, money, domainError, type User } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { openStore } from '../src/index.ts'
import { aDatabase, holding, waitingForLocks } from './a-database.ts'
import { allOf, Evening, newKey } from './ports/suite/an-evening.ts'
import { isUnavailable } from './unavailable.ts'

const the = aDatabase()

describe('a hot lot', () => {
  it('refuses as busy whoever would be the thousand-and-first to wait, and no one else', async () => {
    const { evening } = the()
    const seller = await evening.aPerson('Seller')
    const lotId = await evening.aLot(seller)
    const { opensAt, closesAt } = await evening.read(lotId)
    const same = { opensAt: new Date(opensAt ?? 0), closesAt: new Date(closesAt ?? 0) }

    const { answers, refusals } = await allOf(
      Array.from({ length: 1_101 }, () =>
        evening.house.scheduleLot({ lotId, caller: seller, ...same }),
      ),
    )

    expect(answers).toHaveLength(1_001)
    expect(refusals.map(({ code }) => code)).toEqual(Array(100).fill('busy'))
    expect(refusals[0]?.facts).toEqual({ retryAfterSeconds: 1 })
  })
})

describe('a command that the database refuses, among good ones', () => {
  const poisoned = [
    { name: 'its key has a NUL', key: `${newKey()}\u0000`, bid: undefined },
    { name: 'its bid is of nothing', key: newKey(), bid: { maximum: money(0), price: money(0) } },
  ]

  it.each(poisoned)('costs only itself: $name', async ({ key, bid }) => {
    const { evening, store } = the()
    const people = await evening.people(8, 5_000_00)
    const poisoner = await evening.aPerson('Poisoner')
    const lotId = await evening.aLot(await evening.aPerson('Seller'))
    const outcome: Effects = {
      transfers: [],
      events: [],
      ...(bid && { bid: { ...bid, bidder: poisoner.id } }),
    }

    const outcomes = await Promise.allSettled(
      people.flatMap((bidder, index) => [
        evening.bid(lotId, bidder, 100_00 + index * 400_00),
        ...(index === 3
          ? [
              store.lots.onLot(
                lotId,
                {
                  walletsToLock: () => [],
                  decide: (state) => ({
                    next: { ...state, lot: { ...state.lot, version: state.lot.version + 1 } },
                    outcome,
                  }),
                  reply: () => null,
                },
                null,
                { user: poisoner.id, key, fingerprint: '0'.repeat(64) },
              ),
            ]
          : []),
      ]),
    )

    const failed = outcomes.flatMap(({ status }, index) => (status === 'rejected' ? index : []))
    expect(failed).toEqual([4])
    expect((await evening.bidsOn(lotId)).map(({ bidder }) => bidder)).toEqual(people)
  })
})

describe('a database that is not there', () => {
  const nowhere = openStore('postgresql://nobody@127.0.0.1:1/none')
  const house = new Evening(nowhere)
  const lotId = '01890a5d-ac96-774b-bcce-b302099a8057' as LotId
  const somebody: User = { id: lotId as never, name: 'Somebody' }

  it.each([
    { name: 'a ping', ask: () => nowhere.ping() },
    { name: 'the clock', ask: () => nowhere.clock.now() },
    { name: 'a lot', ask: () => nowhere.lots.find(lotId) },
    { name: 'what is due', ask: () => nowhere.lots.due(1) },
    { name: 'a bid', ask: () => house.bid(lotId, somebody, 100_00) },
    { name: 'a deposit', ask: () => house.deposit(somebody, 100_00) },
    { name: 'a wallet', ask: () => nowhere.wallets.find(somebody.id) },
  ])('is known as away when it is asked for $name', async ({ ask }) => {
    const thrown = await ask().catch((error: unknown) => error)

    expect(thrown).toBeInstanceOf(Error)
    expect(isUnavailable(thrown)).toBe(true)
  })

  it('is not what any other error tells of', () => {
    expect(isUnavailable(new Error('poison'))).toBe(false)
    expect(isUnavailable(domainError('lot-not-live'))).toBe(false)
    expect(isUnavailable(undefined)).toBe(false)
  })
})

describe('a database that ends a connection', () => {
  it('is known as away, and answers the next time', async () => {
    const { url, sql } = the()
    const other = openStore(url)
    const { letGo } = await holding(url, 'lock table lot')
    const asked = other.lots.due(1).catch((error: unknown) => error)
    await waitingForLocks(sql, 1)

    await sql.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`)
    await letGo()

    expect(isUnavailable(await asked)).toBe(true)
    expect(await other.lots.due(0)).toEqual([])
    await other.close()
  })
})

describe('a lock that is not let go', () => {
  it('is waited for two seconds, and then the database is known as away', async () => {
    const { url, store } = the()
    const { letGo } = await holding(url, 'lock table lot')
    const begun = performance.now()

    const thrown = await store.lots.due(1).catch((error: unknown) => error)
    const took = performance.now() - begun
    await letGo()

    expect(isUnavailable(thrown)).toBe(true)
    expect(took).toBeGreaterThan(1_900)
    expect(took).toBeLessThan(3_000)
    expect(await store.lots.due(0)).toEqual([])
  })
})

describe('two houses on one database', () => {
  it('see each other’s bids at once', async () => {
    const { url, evening } = the()
    const other = openStore(url)
    const bidder = await evening.aPerson('Bidder', 500_00)
    const lotId = await evening.aLot(await evening.aPerson('Seller'))

    const { answer } = await evening.bid(lotId, bidder, 200_00)

    expect((await other.bids.list(lotId, { limit: 1 })).items).toMatchObject([
      { id: answer.bid.id },
    ])
    expect(await other.wallets.find(bidder.id)).toEqual({ available: 280_00, held: 220_00 })
    await other.close()
  })
})
