import { listBids, placeBid } from './bids.ts'
import { closeDueLots } from './closings.ts'
import { liveness, readiness } from './health.ts'
import { readHouse } from './house.ts'
import { consignLot, listLots, readLot, scheduleLot } from './lots.ts'
import { signIn, signOut } from './sessions.ts'
import { signUp, whoAmI } from './users.ts'
import { deposit, readWallet } from './wallet.ts'

/** Every operation of the house. What is not here does not exist on either twin. */
export const api = {
  readHouse,
  // people
  signUp,
  signIn,
  signOut,
  whoAmI,
  // money
  readWallet,
  deposit,
  // lots
  listLots,
  consignLot,
  readLot,
  scheduleLot,
  // bids
  listBids,
  placeBid,
  // keeping
  closeDueLots,
  liveness,
  readiness,
}

export type Api = typeof api
