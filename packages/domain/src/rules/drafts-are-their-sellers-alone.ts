import type { UserId } from '../ids.ts'
import type { Lot } from '../lot.ts'
import { type DomainError, domainError } from '../refusal.ts'

/**
 * House rule: to anybody but its seller a draft does not exist, on any path; nor does a lot that was
 * withdrawn before it was ever scheduled.
 */
export function draftsAreTheirSellersAlone(lot: Lot, reader: UserId | null): DomainError | null {
  return lot.schedule === null && lot.seller.id !== reader ? domainError('not-found') : null
}
