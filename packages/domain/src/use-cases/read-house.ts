import type { HouseSettings } from '../house-settings.ts'
import { CURRENCY, MAXIMUM_AMOUNT, type Money } from '../money.ts'
import { BUYERS_PREMIUM_PERCENT } from '../rules/buyers-pay-a-premium.ts'
import { INCREMENTS } from '../rules/increment-grows-with-the-price.ts'

/** What anybody must know before bidding here. */
export type HouseView = {
  name: string
  currency: typeof CURRENCY
  increments: readonly { from: Money; step: Money }[]
  buyersPremiumPercent: number
  softCloseSeconds: number
  maximumAmount: Money
}

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
