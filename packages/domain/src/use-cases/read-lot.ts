import type { LotId } from '../ids.ts'
import { type LotView, viewLot } from '../lot-view.ts'
import type { Ports } from '../ports.ts'
import { domainError } from '../refusal.ts'
import { draftsAreTheirSellersAlone } from '../rules/drafts-are-their-sellers-alone.ts'
import type { User } from '../user.ts'

export type ReadLot = { lotId: LotId; reader: User | null }

/** Shows a lot. @throws DomainError not-found, also for somebody else's draft. */
export async function readLot(ports: Ports, { lotId, reader }: ReadLot): Promise<LotView> {
  const lot = await ports.lots.find(lotId)
  if (!lot) throw domainError('not-found')
  const hidden = draftsAreTheirSellersAlone(lot, reader?.id ?? null)
  if (hidden) throw hidden
  return viewLot(lot, await ports.clock.now())
}
