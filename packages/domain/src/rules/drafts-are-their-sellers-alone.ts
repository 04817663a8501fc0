import type { UserId } from '../ids.ts'
import type { Lot } from '../lot.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** House rule: to anybody but its seller a draft does not exist, on any path. */
export function draftsAreTheirSellersAlone(lot: Lot, reader: UserId | null): Refusal | null {
  const isDraft = lot.schedule === null && !lot.withdrawn
  return isDraft && lot.seller.id !== reader ? refuse('not-found') : null
}
