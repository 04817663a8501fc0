import { type LotId, money, createAuctionHouse, type User } from '@gavel/domain'
import { newKey, SETTINGS } from '../ports/suite/an-evening.ts'
import type { AHouse } from './a-house.ts'

const MINUTE = 60_000
/** When a lot that closes in a minute is over, though a bid has moved its close by two. */
const OVER = 3 * MINUTE

/** A lot on which Ada leads up to 200.00; hers is 220.00 of 1,000.00. */
async function aLedLot({ evening }: AHouse, lot: { closes?: number; reservePrice?: number } = {}) {
  const [ada, seller] = [await evening.aPerson('Ada', 1_000_00), await evening.aPerson('Seller')]
  const lotId = await evening.aLot(seller, lot)
  await evening.bid(lotId, ada, 200_00)
  return { ada, seller, lotId }
}

/** A lot that closes in a minute, and that nobody has bid on. */
async function aQuietLot({ evening }: AHouse) {
  const seller = await evening.aPerson('Seller')
  return { seller, lotId: await evening.aLot(seller, { closes: MINUTE }) }
}

/** Settles one lot, whether or not it is due: as a process does that has looked for due lots. */
const settling = ({ store }: AHouse, { lotId, seller }: { lotId: LotId; seller: User }) => {
  const due = async () => [{ id: lotId, seller: seller.id }]
  return createAuctionHouse({ ...store, lots: { ...store.lots, due } }, SETTINGS).closeDueLots
}

export type Act =
  | 'a first bid'
  | 'a bid that takes the lead'
  | 'a bid that is outbid'
  | 'a raise'
  | 'a bid of an empty wallet'
  | 'a bid of the seller'
  | 'a deposit'
  | 'a deposit that is sent again'
  | 'a withdrawal from an empty wallet'
  | 'a sale'
  | 'an end below the reserve'
  | 'an end without a bid'
  | 'a second settlement of a sale'
  | 'a second settlement without a bid'
  | 'a bid that opens the lot'
  | 'a withdrawal of the lot'
  | 'a message'
  | 'a second message'
  | 'a message after the withdrawal'

/** What people do in the house. Each prepares what it needs, and hands over the act itself. */
export const ACTS: Record<Act, (house: AHouse) => Promise<() => Promise<unknown>>> = {
  async 'a first bid'({ evening }: AHouse) {
    const ada = await evening.aPerson('Ada', 1_000_00)
    const lotId = await evening.aLot(await evening.aPerson('Seller'))
    return () => evening.bid(lotId, ada, 200_00)
  },

  async 'a bid that takes the lead'(house: AHouse) {
    const { lotId } = await aLedLot(house)
    const ben = await house.evening.aPerson('Ben', 1_000_00)
    return () => house.evening.bid(lotId, ben, 300_00)
  },

  async 'a bid that is outbid'(house: AHouse) {
    const { lotId } = await aLedLot(house)
    const ben = await house.evening.aPerson('Ben', 1_000_00)
    return () => house.evening.bid(lotId, ben, 150_00)
  },

  async 'a raise'(house: AHouse) {
    const { lotId, ada } = await aLedLot(house)
    return () => house.evening.bid(lotId, ada, 300_00)
  },

  async 'a bid of an empty wallet'(house: AHouse) {
    const { lotId } = await aLedLot(house)
    const poor = await house.evening.aPerson('Poor')
    return () => house.evening.bid(lotId, poor, 300_00)
  },

  async 'a bid of the seller'({ evening }: AHouse) {
    const seller = await evening.aPerson('Seller', 1_000_00)
    const lotId = await evening.aLot(seller)
    return () => evening.bid(lotId, seller, 200_00)
  },

  async 'a deposit'({ evening }: AHouse) {
    const ada = await evening.aPerson('Ada', 1_000_00)
    return () => evening.deposit(ada, 10_00)
  },

  async 'a deposit that is sent again'({ evening }: AHouse) {
    const [ada, key] = [await evening.aPerson('Ada'), newKey()]
    await evening.deposit(ada, 10_00, key)
    return () => evening.deposit(ada, 10_00, key)
  },

  async 'a withdrawal from an empty wallet'({ evening }: AHouse) {
    const owner = await evening.aPerson('Poor')
    return () => evening.house.withdraw({ owner, amount: money(10_00), key: newKey() })
  },

  async 'a sale'(house: AHouse) {
    const lot = await aLedLot(house, { closes: MINUTE })
    house.clock.step(OVER)
    return settling(house, lot)
  },

  async 'an end below the reserve'(house: AHouse) {
    const lot = await aLedLot(house, { closes: MINUTE, reservePrice: 500_00 })
    house.clock.step(OVER)
    return settling(house, lot)
  },

  async 'an end without a bid'(house: AHouse) {
    const lot = await aQuietLot(house)
    house.clock.step(OVER)
    return settling(house, lot)
  },

  async 'a second settlement of a sale'(house: AHouse) {
    const settle = await ACTS['a sale'](house)
    await settle()
    return settle
  },

  async 'a second settlement without a bid'(house: AHouse) {
    const settle = await ACTS['an end without a bid'](house)
    await settle()
    return settle
  },

  async 'a bid that opens the lot'({ evening, clock }: AHouse) {
    const ada = await evening.aPerson('Ada', 1_000_00)
    const lotId = await evening.aLot(await evening.aPerson('Seller'), { opens: MINUTE })
    clock.step(MINUTE)
    return () => evening.bid(lotId, ada, 200_00)
  },

  async 'a withdrawal of the lot'(house: AHouse) {
    const { lotId, seller } = await aQuietLot(house)
    return () => house.evening.house.withdrawLot({ lotId, caller: seller })
  },

  async 'a message'(house: AHouse) {
    const { lotId, ada } = await aLedLot(house)
    return () => house.evening.say(lotId, ada)
  },

  async 'a second message'(house: AHouse) {
    const { lotId, ada } = await aLedLot(house)
    await house.evening.say(lotId, ada)
    return () => house.evening.say(lotId, ada)
  },

  async 'a message after the withdrawal'(house: AHouse) {
    const { lotId, seller } = await aQuietLot(house)
    await house.evening.house.withdrawLot({ lotId, caller: seller })
    return () => house.evening.say(lotId, seller)
  },
}
