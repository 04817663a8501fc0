import type { PlacedBid } from '../bid.ts'
import { keyOf } from '../idempotency.ts'
import type { LotId } from '../ids.ts'
import {
  afterTransfer,
  hold,
  release,
  type Transfer,
  walletOf,
  type LockedWallets,
} from '../ledger.ts'
import type { LedLot, Lot, Standing } from '../lot.ts'
import { viewLot } from '../lot-view.ts'
import type { Money } from '../money.ts'
import type { Effects, LotWork, Ports, IdempotentResult } from '../ports.ts'
import { type DomainError, domainError } from '../refusal.ts'
import type { RoomEvent } from '../room.ts'
import { bidMustReachTheMinimum, minimumBid } from '../rules/bid-must-reach-the-minimum.ts'
import { coverOf } from '../rules/buyers-pay-a-premium.ts'
import { draftsAreTheirSellersAlone } from '../rules/drafts-are-their-sellers-alone.ts'
import { everyBidMustBeCovered } from '../rules/every-bid-must-be-covered.ts'
import { highestMaximumLeads } from '../rules/highest-maximum-leads.ts'
import { lateBidsExtendTheLot } from '../rules/late-bids-extend-the-lot.ts'
import { isReserveMet } from '../rules/reserve-lifts-the-price.ts'
import { sellersMayNotBidOnTheirOwnLot } from '../rules/sellers-may-not-bid-on-their-own-lot.ts'
import { isLive } from '../rules/status-follows-the-clock.ts'
import { type User, viewUser } from '../user.ts'
import { openedIfDue } from './opened-if-due.ts'
import type { HouseSettings } from '../house-settings.ts'

export type PlaceBid = { lotId: LotId; bidder: User; maximum: Money; key: string }

/**
 * Places a maximum bid, once per key. @throws DomainError not-found, then in this order lot-not-live,
 * own-lot, bid-too-low, insufficient-funds; key-reused, busy.
 */
export function placeBid(
  ports: Ports,
  settings: HouseSettings,
  input: PlaceBid,
): Promise<IdempotentResult<PlacedBid>> {
  const { lotId, bidder, maximum, key } = input
  const kept = keyOf('placeBid', { user: bidder.id, key, input: { lotId, maximum } })
  return ports.lots.onLot(lotId, bidding(settings), input, kept)
}

type Placed = Effects & { lot: LedLot; maximum: Money; leading: boolean; now: Date }

const bidding = ({ softCloseSeconds }: HouseSettings): LotWork<PlaceBid, Placed, PlacedBid> => ({
  walletsToLock: ({ bidder }) => [bidder.id],

  decide(state, bid, now) {
    const { lot, wallets } = state
    const hidden = draftsAreTheirSellersAlone(lot, bid.bidder.id)
    if (hidden) return hidden
    if (!isLive(lot, now)) return domainError('lot-not-live')
    const refusal = firstRefusal(lot, wallets, bid)
    if (refusal) return refusal

    const standing = highestMaximumLeads(lot, bid)
    const { lot: opened, events } = openedIfDue(lot, now)
    const next: LedLot = {
      ...opened,
      standing,
      schedule: lateBidsExtendTheLot(lot, { after: standing, at: now, softCloseSeconds }),
      bidCount: lot.bidCount + 1,
      version: lot.version + 1,
    }
    const transfers = coverMovesToTheLeader(lot.standing, standing)
    const outcome: Placed = {
      transfers,
      events: [...events, bidPlaced(next, bid.bidder)],
      bid: { bidder: bid.bidder.id, maximum: bid.maximum, price: standing.price },
      lot: next,
      maximum: bid.maximum,
      leading: standing.leader.id === bid.bidder.id,
      now,
    }
    return { next: { lot: next, wallets: transfers.reduce(afterTransfer, wallets) }, outcome }
  },

  reply: ({ lot, maximum, leading, now }, { id, seq, at }) => ({
    bid: { id, lotId: lot.id, maximum, at: at.toISOString(), seq },
    leading,
    lot: viewLot(lot, now),
  }),
})

/** House rule: a bid with several faults is refused for the first of these. */
function firstRefusal(
  lot: Lot,
  wallets: LockedWallets,
  { bidder, maximum }: PlaceBid,
): DomainError | null {
  const bid = { bidder: bidder.id, maximum, wallet: walletOf(wallets, bidder.id) }
  return (
    sellersMayNotBidOnTheirOwnLot(lot, bidder.id) ??
    bidMustReachTheMinimum(lot, bid) ??
    everyBidMustBeCovered(lot, bid)
  )
}

/** The hold before is released first, then the leader's cover is held; a losing bid moves nothing. */
function coverMovesToTheLeader(before: Standing | null, after: Standing): Transfer[] {
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
