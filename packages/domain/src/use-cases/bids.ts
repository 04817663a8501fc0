import type { BidView, MyBid, PlacedBid } from '../bid.ts'
import { type DomainError, domainError } from '../domain-error.ts'
import { type IdempotentResult, keyOf } from '../idempotency.ts'
import type { LotId } from '../ids.ts'
import {
  afterTransfer,
  hold,
  type LockedWallets,
  release,
  type Transfer,
  walletOf,
} from '../ledger.ts'
import type { LedLot, Lot, Standing } from '../lot.ts'
import { viewLot } from '../lot-view.ts'
import type { Money } from '../money.ts'
import type { Page, PageRequest } from '../page.ts'
import type { Effects, LotWork, Ports } from '../ports.ts'
import type { RoomEvent } from '../room.ts'
import { checkBidder, checkCover, checkMinimumBid, minimumBid, nextStanding } from '../rules/bid.ts'
import { checkVisible, isLive } from '../rules/lot.ts'
import { coverOf } from '../rules/premium.ts'
import { isReserveMet } from '../rules/reserve.ts'
import { extendedSchedule } from '../rules/schedule.ts'
import { type User, viewUser } from '../user.ts'
import { readLot } from './lots.ts'
import { openedIfDue } from './openings.ts'

/** `maximum` is the most that the bidder will pay, in cents; `key` is the Idempotency-Key. */
export type PlaceBidInput = { lotId: LotId; bidder: User; maximum: Money; key: string }

/**
 * Places a maximum (proxy) bid, once per key.
 * @throws DomainError not-found, then in this order lot-not-live, own-lot, bid-too-low,
 *   insufficient-funds; key-reused, busy.
 */
export function placeBid(
  ports: Ports,
  { lotId, bidder, maximum, key }: PlaceBidInput,
): Promise<IdempotentResult<PlacedBid>> {
  const idempotencyKey = keyOf('placeBid', { user: bidder.id, key, input: { lotId, maximum } })
  return ports.lots.onLot(lotId, work, { bidder, maximum }, idempotencyKey)
}

type BidCommand = { bidder: User; maximum: Money }

type BidOutcome = Effects & { lot: LedLot; maximum: Money; leading: boolean; now: Date }

const work: LotWork<BidCommand, BidOutcome, PlacedBid> = {
  walletsToLock: ({ bidder }) => [bidder.id],

  decide(state, command, now) {
    const { lot, wallets } = state
    const { bidder, maximum } = command
    const hidden = checkVisible(lot, bidder.id)
    if (hidden) return hidden
    if (!isLive(lot, now)) return domainError('lot-not-live')
    const error = checkBid(lot, wallets, command)
    if (error) return error

    const standing = nextStanding(lot, command)
    const { lot: opened, events } = openedIfDue(lot, now)
    const next: LedLot = {
      ...opened,
      standing,
      schedule: extendedSchedule(lot, { after: standing, at: now }),
      bidCount: lot.bidCount + 1,
      version: lot.version + 1,
    }
    const transfers = coverTransfers(lot.standing, standing)
    const outcome: BidOutcome = {
      transfers,
      events: [...events, bidPlaced(next, bidder)],
      bid: { bidder: bidder.id, maximum, price: standing.price },
      lot: next,
      maximum,
      leading: standing.leader.id === bidder.id,
      now,
    }
    return { next: { lot: next, wallets: transfers.reduce(afterTransfer, wallets) }, outcome }
  },

  reply: ({ lot, maximum, leading, now }, { id, seq, at }) => ({
    bid: { id, lotId: lot.id, maximum, at: at.toISOString(), seq },
    leading,
    lot: viewLot(lot, now),
  }),
}

/** House rule: for a bid with several errors, the first of these is returned. */
function checkBid(
  lot: Lot,
  wallets: LockedWallets,
  { bidder, maximum }: BidCommand,
): DomainError | null {
  const bid = { bidder: bidder.id, maximum, wallet: walletOf(wallets, bidder.id) }
  return checkBidder(lot, bidder.id) ?? checkMinimumBid(lot, bid) ?? checkCover(lot, bid)
}

/** Releases the previous hold, then holds the leader's cover. A losing bid moves no money. */
function coverTransfers(before: Standing | null, after: Standing): Transfer[] {
  const next = hold(after.leader.id, coverOf(after.maximum))
  if (!before) return [next]
  if (before.leader.id === after.leader.id && before.maximum === after.maximum) return []
  return [release(before.leader.id, coverOf(before.maximum)), next]
}

const bidPlaced = (lot: LedLot, bidder: User): RoomEvent => ({
  type: 'bid-placed',
  data: {
    bidder: viewUser(bidder),
    price: lot.standing.price,
    bidCount: lot.bidCount,
    minimumBid: minimumBid(lot),
    leader: viewUser(lot.standing.leader),
    reserveMet: isReserveMet(lot),
    closesAt: lot.schedule.closesAt.toISOString(),
  },
})

export type ListBidsInput = PageRequest & { lotId: LotId; reader: User | null }

/** Returns the accepted bids of a lot, newest first. @throws DomainError not-found, malformed-request. */
export async function listBids(ports: Ports, input: ListBidsInput): Promise<Page<BidView>> {
  const { lotId, reader, ...page } = input
  await readLot(ports, { lotId, reader })
  return ports.bids.list(lotId, page)
}

export type ListMyBidsInput = PageRequest & { bidder: User }

/**
 * Returns the lots that the caller has bid on, with their own maximum, latest bid first.
 * @throws DomainError malformed-request.
 */
export async function listMyBids(ports: Ports, input: ListMyBidsInput): Promise<Page<MyBid>> {
  const { bidder, ...page } = input
  const { items, next } = await ports.bids.listOf(bidder.id, page)
  const now = await ports.clock.now()
  const myBids = items.map(({ lot, maximum, at }) => ({
    lot: viewLot(lot, now),
    maximum,
    leading: lot.standing?.leader.id === bidder.id,
    at: at.toISOString(),
  }))
  return { items: myBids, next }
}
