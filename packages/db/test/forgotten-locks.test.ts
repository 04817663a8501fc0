import { type LotId, money, type User } from '@gavel/domain'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openStoreOn, type Store } from '../src/store.ts'
import { type AHouse, aHouse } from './defects/a-house.ts'
import { withoutLocks } from './defects/locks.ts'
import { guardOf } from './defects/refusal.ts'
import { Evening, newKey } from './ports/suite/an-evening.ts'

// The switch stands in this mock, not in the product: it takes the row locks out of the statement.
vi.mock('../src/decisions/statements.ts', async (original) =>
  (await import('./defects/locks.ts')).unlocked(await original()),
)

const MINUTE = 60_000

let house: AHouse
let otherStore: Store
/** Another door to the same house, for a store lines up its own commands. */
let other: Evening
let seller: User

beforeAll(async () => {
  house = await aHouse()
  otherStore = openStoreOn(house.clock, house.url)
  other = new Evening(otherStore)
  seller = await house.evening.aPerson('Seller')
})
afterAll(async () => {
  await otherStore.close()
  await house.close()
})

/** Two acts at the same moment: what stopped one of them, and what is wrong afterwards. */
async function outcomeOf(...acts: readonly (() => Promise<unknown>)[]) {
  const outcomes = await withoutLocks(acts)
  const stopped = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [guardOf(outcome.reason)] : [],
  )
  return { stopped, breaches: await house.store.breaches() }
}

const right = { breaches: [] }

describe('code that forgets the row locks', () => {
  it('is refused as two place the first bid', async () => {
    const { evening } = house
    const [ada, ben] = [await evening.aPerson('Ada', 500_00), await evening.aPerson('Ben', 500_00)]
    const lotId = await evening.aLot(seller)

    const outcome = await outcomeOf(
      () => evening.bid(lotId, ada, 200_00),
      () => other.bid(lotId, ben, 200_00),
    )

    expect(outcome).toEqual({ ...right, stopped: ['room_event_pkey'] })
    expect(await evening.bidsOn(lotId)).toHaveLength(1)
  })

  it('is refused as one wallet bids on two lots', async () => {
    const { evening } = house
    const ada = await evening.aPerson('Ada', 110_00)
    const lots: [LotId, LotId] = [await evening.aLot(seller), await evening.aLot(seller)]

    const outcome = await outcomeOf(...lots.map((lotId) => () => evening.bid(lotId, ada, 100_00)))

    expect(outcome).toEqual({ ...right, stopped: ['no_overdraft'] })
    expect(await evening.walletOf(ada)).toEqual({ available: 0, held: 110_00 })
  })

  it('is refused as one wallet is emptied twice', async () => {
    const owner = await house.evening.aPerson('Ada', 10_00)
    const withdraw = () =>
      house.evening.house.withdraw({ owner, amount: money(10_00), key: newKey() })

    expect(await outcomeOf(withdraw, withdraw)).toEqual({ ...right, stopped: ['no_overdraft'] })
    expect(await house.evening.walletOf(owner)).toEqual({ available: 0, held: 0 })
  })

  it('is refused as two settle a lot, though the winner has more on hold', async () => {
    const { evening, clock } = house
    const ada = await evening.aPerson('Ada', 1_000_00)
    await evening.bid(await evening.aLot(seller), ada, 400_00)
    await evening.bid(await evening.aLot(seller, { closes: MINUTE }), ada, 200_00)
    clock.step(3 * MINUTE)

    const outcome = await outcomeOf(evening.house.closeDueLots, other.house.closeDueLots)

    expect(outcome).toEqual({ ...right, stopped: ['settlement_pkey'] })
    expect(await evening.walletOf(ada)).toEqual({ available: 450_00, held: 440_00 })
  })

  it('is refused by its own count of rows as two edit a draft, for its version guards it', async () => {
    const { evening } = house
    const lotId = await evening.aDraft(seller)
    const edit = (at: Evening) => () =>
      at.house.editLot({ lotId, caller: seller, seen: 'any', title: 'Brass telescope' })

    const outcome = await outcomeOf(edit(evening), edit(other))

    expect(outcome).toEqual({
      ...right,
      stopped: [expect.stringMatching(/A decision found .*"lots":0.* rows to write/)],
    })
    expect(await evening.read(lotId, seller)).toMatchObject({ version: 2 })
  })

  it('tells of the one deposit as the same key comes twice', async () => {
    const owner = await house.evening.aPerson('Ada')
    const key = newKey()

    const outcomes = await withoutLocks([
      () => house.evening.deposit(owner, 10_00, key),
      () => other.deposit(owner, 10_00, key),
    ])

    const receipts = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value.replayed] : [],
    )
    expect(new Set(receipts)).toEqual(new Set([false, true]))
    expect(await house.store.breaches()).toEqual([])
    expect(await house.evening.walletOf(owner)).toEqual({ available: 10_00, held: 0 })
  })
})
