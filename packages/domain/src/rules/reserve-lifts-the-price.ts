import type { Lot, Standing } from '../lot.ts'
import { higher } from '../money.ts'

/** House rule: a leading maximum that reaches the reserve lifts the price to it at once. */
export function reserveLiftsThePrice(lot: Lot, standing: Standing): Standing {
  const reserve = lot.reservePrice
  if (reserve === null || standing.maximum < reserve) return standing
  return { ...standing, price: higher(standing.price, reserve) }
}

/** Whether the price has reached the reserve; null where the lot has none. */
export function isReserveMet(lot: Lot): boolean | null {
  if (lot.reservePrice === null) return null
  return lot.standing !== null && lot.standing.price >= lot.reservePrice
}
