import type { BidView } from '../bid.ts'
import type { LotId } from '../ids.ts'
import type { Page, PageRequest, Ports } from '../ports.ts'
import type { User } from '../user.ts'
import { readLot } from './read-lot.ts'

export type ListBids = PageRequest & { lotId: LotId; reader: User | null }

/** Shows the accepted bids of a lot, newest first. @throws DomainError not-found, malformed-request. */
export async function listBids(ports: Ports, input: ListBids): Promise<Page<BidView>> {
  const { lotId, reader, ...page } = input
  await readLot(ports, { lotId, reader })
  return ports.bids.list(lotId, page)
}
