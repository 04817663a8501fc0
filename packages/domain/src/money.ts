/** An amount in minor units (euro cents): a whole number, never a float. */
export type Money = number & { readonly __unit: 'minor' }

/** House rule: no single amount is above 10^12 minor units, and no deposit lifts a wallet above it. */
export const MAXIMUM_AMOUNT = 1_000_000_000_000 as Money

/** House rule: the house knows one currency. */
export const CURRENCY = 'EUR'

/**
 * Turns a number into money. Every sum goes through here, so that a fraction or a number too large
 * to be exact stops the work instead of entering the books.
 * @throws RangeError when `minor` is not a safe integer.
 */
export function money(minor: number): Money {
  if (!Number.isSafeInteger(minor))
    throw new RangeError('An amount must be a whole number of cents')
  return minor as Money
}

/** The same amount the other way: what one account gets, another gives. */
export const negative = (amount: Money): Money => money(0 - amount)

/** The smaller of two amounts. */
export const lower = (a: Money, b: Money): Money => (a < b ? a : b)

/** The larger of two amounts. */
export const higher = (a: Money, b: Money): Money => (a > b ? a : b)
