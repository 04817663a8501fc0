import type { HouseSettings } from './house-settings.ts'
import type { Ports } from './ports.ts'
import * as bids from './use-cases/bids.ts'
import * as house from './use-cases/house.ts'
import * as lots from './use-cases/lots.ts'
import * as maintenance from './use-cases/maintenance.ts'
import * as messages from './use-cases/messages.ts'
import * as openings from './use-cases/openings.ts'
import * as rooms from './use-cases/rooms.ts'
import * as schedules from './use-cases/schedules.ts'
import * as sessions from './use-cases/sessions.ts'
import * as settlement from './use-cases/settlement.ts'
import * as users from './use-cases/users.ts'
import * as wallet from './use-cases/wallet.ts'

export type AuctionHouse = ReturnType<typeof createAuctionHouse>

/** Returns all use cases, bound to the ports of a store and the settings of a house. */
export function createAuctionHouse(ports: Ports, settings: HouseSettings) {
  return {
    readHouse: () => house.readHouse(settings),

    signUp: (input: users.SignUpInput) => users.signUp(ports, settings, input),
    changePassword: (input: users.ChangePasswordInput) =>
      users.changePassword(ports, settings, input),
    signIn: (input: sessions.SignInInput) => sessions.signIn(ports, settings, input),
    signOut: (input: sessions.SignOutInput) => sessions.signOut(ports, input),
    signOutEverywhere: (input: sessions.SignOutEverywhereInput) =>
      sessions.signOutEverywhere(ports, input),
    whoAmI: (input: sessions.SessionTokenInput) => sessions.whoAmI(ports, settings, input),
    whoWatches: (input: sessions.SessionTokenInput) => sessions.whoWatches(ports, settings, input),

    readWallet: (input: wallet.ReadWalletInput) => wallet.readWallet(ports, input),
    listEntries: (input: wallet.ListEntriesInput) => wallet.listEntries(ports, input),
    deposit: (input: wallet.DepositInput) => wallet.deposit(ports, input),
    withdraw: (input: wallet.WithdrawInput) => wallet.withdraw(ports, input),

    listLots: (input: lots.ListLotsInput) => lots.listLots(ports, input),
    readLot: (input: lots.ReadLotInput) => lots.readLot(ports, input),
    consignLot: (input: lots.ConsignLotInput) => lots.consignLot(ports, input),
    editLot: (input: lots.EditLotInput) => lots.editLot(ports, input),
    withdrawLot: (input: lots.WithdrawLotInput) => lots.withdrawLot(ports, input),
    scheduleLot: (input: schedules.ScheduleLotInput) =>
      schedules.scheduleLot(ports, settings, input),

    placeBid: (input: bids.PlaceBidInput) => bids.placeBid(ports, input),
    listBids: (input: bids.ListBidsInput) => bids.listBids(ports, input),
    listMyBids: (input: bids.ListMyBidsInput) => bids.listMyBids(ports, input),

    readRoom: (input: rooms.ReadRoomInput) => rooms.readRoom(ports, input),
    listMessages: (input: messages.ListMessagesInput) => messages.listMessages(ports, input),
    postMessage: (input: messages.PostMessageInput) => messages.postMessage(ports, input),

    openDueLots: () => openings.openDueLots(ports),
    closeDueLots: () => settlement.closeDueLots(ports),
    deleteExpiredIdempotencyRecords: () => maintenance.deleteExpiredIdempotencyRecords(ports),
    deleteExpiredRateLimits: () => maintenance.deleteExpiredRateLimits(ports),
    deleteExpiredSessions: () => maintenance.deleteExpiredSessions(ports, settings),
    trimRooms: () => maintenance.trimRooms(ports),
  }
}
