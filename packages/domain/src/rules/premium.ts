import { type Money, money } from '../money.ts'

/** House rule: the buyer pays the house this percentage on top of the hammer price. */
export const BUYERS_PREMIUM_PERCENT = 10

/** Returns the premium on an amount, rounded half up: 0.04 → 0.00, 0.05 → 0.01. */
export const premiumOf = (amount: Money): Money =>
  money(Math.floor((amount * BUYERS_PREMIUM_PERCENT + 50) / 100))

/** Returns the cover of a maximum: the amount plus its premium. */
export const coverOf = (amount: Money): Money => money(amount + premiumOf(amount))
