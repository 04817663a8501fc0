import type { HouseSettings } from '../house-settings.ts'
import { CURRENCY, MAXIMUM_AMOUNT, type Money } from '../money.ts'
import { INCREMENTS } from '../rules/increment.ts'
import { BUYERS_PREMIUM_PERCENT } from '../rules/premium.ts'

/** The public rules of the house. Amounts are cents. */
export type HouseView = {
  name: string
  currency: typeof CURRENCY
  increments: readonly { from: Money; step: Money }[]
  buyersPremiumPercent: number
  /** The default soft close of lots, in seconds. */
  softCloseSeconds: number
  maximumAmount: Money
}

/** Returns the public rules of the house. */
export function readHouse(settings: HouseSettings): HouseView {
  return {
    name: 'Gavel',
    currency: CURRENCY,
    increments: INCREMENTS,
    buyersPremiumPercent: BUYERS_PREMIUM_PERCENT,
    softCloseSeconds: settings.softCloseSeconds,
    maximumAmount: MAXIMUM_AMOUNT,
  }
}
