import { listBids, listMyBids, placeBid } from './bids.ts'
import { closeDueLots } from './closings.ts'
import { asyncapi, docs, openapi } from './documents.ts'
import { liveness, readiness } from './health.ts'
import { readHouse } from './house.ts'
import { consignLot, editLot, listLots, readLot, scheduleLot, withdrawLot } from './lots.ts'
import { listMessages, postMessage } from './messages.ts'
import { joinRoom, readRoom, watchRoom } from './rooms.ts'
import { signIn, signOut, signOutEverywhere } from './sessions.ts'
import { changePassword, signUp, whoAmI } from './users.ts'
import { deposit, listEntries, readWallet, withdraw } from './wallet.ts'

/** Every operation of the house, by what it is about. */
export const chapters = {
  house: { readHouse },
  people: { signUp, signIn, signOut, signOutEverywhere, changePassword, whoAmI },
  money: { readWallet, listEntries, deposit, withdraw },
  lots: { listLots, consignLot, readLot, editLot, withdrawLot, scheduleLot },
  bids: { listBids, placeBid, listMyBids },
  rooms: { readRoom, watchRoom, joinRoom, listMessages, postMessage },
  keeping: { closeDueLots, liveness, readiness },
  documents: { openapi, asyncapi, docs },
}

/** What is not here does not exist on either twin. */
export const api = {
  ...chapters.house,
  ...chapters.people,
  ...chapters.money,
  ...chapters.lots,
  ...chapters.bids,
  ...chapters.rooms,
  ...chapters.keeping,
  ...chapters.documents,
}

export type Api = typeof api
