import type { Lot } from '../lot.ts'
import { DomainError } from '../refusal.ts'

/** House rule: a reserve is at least the starting price. */
export function reserveReachesTheStartingPrice(
  lot: Pick<Lot, 'startingPrice' | 'reservePrice'>,
): DomainError | null {
  if (lot.reservePrice === null || lot.reservePrice >= lot.startingPrice) return null
  const flaw = { pointer: '/reservePrice', message: 'Must be at least the starting price' }
  return new DomainError('invalid', { errors: [flaw] })
}
