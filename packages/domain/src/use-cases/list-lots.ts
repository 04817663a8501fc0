import { type LotView, viewLot } from '../lot-view.ts'
import type { LotPage, Page, Ports } from '../ports.ts'

export type ListLots = Omit<LotPage, 'now'>

/** Shows a page of lots, never a draft. @throws DomainError malformed-request for a foreign cursor. */
export async function listLots(ports: Ports, page: ListLots): Promise<Page<LotView>> {
  const now = await ports.clock.now()
  const { items, next } = await ports.lots.list({ ...page, now })
  return { items: items.map((lot) => viewLot(lot, now)), next }
}
