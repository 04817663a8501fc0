import type { MyBid } from '../bid.ts'
import { viewLot } from '../lot-view.ts'
import type { Page, PageRequest, Ports } from '../ports.ts'
import type { User } from '../user.ts'

export type ListMyBids = PageRequest & { bidder: User }

/**
 * Shows the caller the lots they have bid on, with their own maximum, the latest bid first.
 * @throws DomainError malformed-request.
 */
export async function listMyBids(ports: Ports, input: ListMyBids): Promise<Page<MyBid>> {
  const { bidder, ...page } = input
  const { items, next } = await ports.bids.listOf(bidder.id, page)
  const now = await ports.clock.now()
  const shown = items.map(({ lot, maximum, at }) => ({
    lot: viewLot(lot, now),
    maximum,
    leading: lot.standing?.leader.id === bidder.id,
    at: at.toISOString(),
  }))
  return { items: shown, next }
}
