import { DomainError } from '../domain-error.ts'
import type { Lot, Standing } from '../lot.ts'
import { higher } from '../money.ts'

/**
 * House rule: the reserve is at least the starting price.
 * @returns `invalid` at `/reservePrice`, or null.
 */
export function checkReserve(
  lot: Pick<Lot, 'startingPrice' | 'reservePrice'>,
): DomainError<'invalid'> | null {
  if (lot.reservePrice === null || lot.reservePrice >= lot.startingPrice) return null
  const error = { pointer: '/reservePrice', message: 'Must be at least the starting price' }
  return new DomainError('invalid', { errors: [error] })
}

/** House rule: a leading maximum that reaches the reserve raises the price to the reserve. */
export function raisedToReserve(lot: Lot, standing: Standing): Standing {
  const reserve = lot.reservePrice
  if (reserve === null || standing.maximum < reserve) return standing
  return { ...standing, price: higher(standing.price, reserve) }
}

/** Whether the price has reached the reserve; null for a lot without a reserve. */
export function isReserveMet(lot: Lot): boolean | null {
  if (lot.reservePrice === null) return null
  return lot.standing !== null && lot.standing.price >= lot.reservePrice
}
