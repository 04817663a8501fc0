import type { HouseSettings } from './house-settings.ts'
import type { Ports } from './ports.ts'
import { type ChangePassword, changePassword } from './use-cases/change-password.ts'
import { closeDueLots } from './use-cases/close-due-lots.ts'
import { type ConsignLot, consignLot } from './use-cases/consign-lot.ts'
import { type Deposit, deposit } from './use-cases/deposit.ts'
import { forgetAttempts } from './use-cases/forget-attempts.ts'
import { forgetKeys } from './use-cases/forget-keys.ts'
import { forgetSessions } from './use-cases/forget-sessions.ts'
import { type EditLot, editLot } from './use-cases/edit-lot.ts'
import { type ListBids, listBids } from './use-cases/list-bids.ts'
import { type ListEntries, listEntries } from './use-cases/list-entries.ts'
import { type ListLots, listLots } from './use-cases/list-lots.ts'
import { type ListMessages, listMessages } from './use-cases/list-messages.ts'
import { type ListMyBids, listMyBids } from './use-cases/list-my-bids.ts'
import { openDueLots } from './use-cases/open-due-lots.ts'
import { type PlaceBid, placeBid } from './use-cases/place-bid.ts'
import { type PostMessage, postMessage } from './use-cases/post-message.ts'
import { readHouse } from './use-cases/read-house.ts'
import { type ReadLot, readLot } from './use-cases/read-lot.ts'
import { type ReadRoom, readRoom } from './use-cases/read-room.ts'
import { type ReadWallet, readWallet } from './use-cases/read-wallet.ts'
import { type ScheduleLot, scheduleLot } from './use-cases/schedule-lot.ts'
import { type SignIn, signIn } from './use-cases/sign-in.ts'
import { type SignOut, signOut } from './use-cases/sign-out.ts'
import { type SignOutEverywhere, signOutEverywhere } from './use-cases/sign-out-everywhere.ts'
import { type SignUp, signUp } from './use-cases/sign-up.ts'
import { trimRooms } from './use-cases/trim-rooms.ts'
import { type WhoAmI, whoAmI } from './use-cases/who-am-i.ts'
import { type WhoWatches, whoWatches } from './use-cases/who-watches.ts'
import { type Withdraw, withdraw } from './use-cases/withdraw.ts'
import { type WithdrawLot, withdrawLot } from './use-cases/withdraw-lot.ts'

export type AuctionHouse = ReturnType<typeof createAuctionHouse>

/** Everything that can be done in the house, over whatever keeps its ports' promises. */
export function createAuctionHouse(ports: Ports, settings: HouseSettings) {
  return {
    readHouse: () => readHouse(settings),

    signUp: (input: SignUp) => signUp(ports, settings, input),
    signIn: (input: SignIn) => signIn(ports, settings, input),
    signOut: (input: SignOut) => signOut(ports, input),
    signOutEverywhere: (input: SignOutEverywhere) => signOutEverywhere(ports, input),
    changePassword: (input: ChangePassword) => changePassword(ports, settings, input),
    whoAmI: (input: WhoAmI) => whoAmI(ports, settings, input),
    whoWatches: (input: WhoWatches) => whoWatches(ports, settings, input),

    readWallet: (input: ReadWallet) => readWallet(ports, input),
    listEntries: (input: ListEntries) => listEntries(ports, input),
    deposit: (input: Deposit) => deposit(ports, input),
    withdraw: (input: Withdraw) => withdraw(ports, input),

    consignLot: (input: ConsignLot) => consignLot(ports, input),
    editLot: (input: EditLot) => editLot(ports, input),
    withdrawLot: (input: WithdrawLot) => withdrawLot(ports, input),
    scheduleLot: (input: ScheduleLot) => scheduleLot(ports, input),
    listLots: (input: ListLots) => listLots(ports, input),
    readLot: (input: ReadLot) => readLot(ports, input),

    placeBid: (input: PlaceBid) => placeBid(ports, settings, input),
    listBids: (input: ListBids) => listBids(ports, input),
    listMyBids: (input: ListMyBids) => listMyBids(ports, input),

    readRoom: (input: ReadRoom) => readRoom(ports, input),
    listMessages: (input: ListMessages) => listMessages(ports, input),
    postMessage: (input: PostMessage) => postMessage(ports, input),

    openDueLots: () => openDueLots(ports),
    closeDueLots: () => closeDueLots(ports),
    forgetKeys: () => forgetKeys(ports),
    forgetAttempts: () => forgetAttempts(ports),
    forgetSessions: () => forgetSessions(ports, settings),
    trimRooms: () => trimRooms(ports),
  }
}
