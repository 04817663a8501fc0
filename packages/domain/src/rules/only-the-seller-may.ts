import type { UserId } from '../ids.ts'
import type { Lot } from '../lot.ts'
import { type DomainError, domainError } from '../refusal.ts'
import { draftsAreTheirSellersAlone } from './drafts-are-their-sellers-alone.ts'

/** House rule: scheduling, editing and withdrawing are the seller's; a draft nobody else finds. */
export function onlyTheSellerMay(lot: Lot, caller: UserId): DomainError | null {
  if (lot.seller.id === caller) return null
  return draftsAreTheirSellersAlone(lot, caller) ?? domainError('not-your-lot')
}
