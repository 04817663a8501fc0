import {
  type Lot,
  type LotId,
  type Money,
  money,
  type Schedule,
  SOFT_CLOSE_SECONDS,
  type Standing,
  type User,
  type UserId,
} from '../src/index.ts'

/** The time of these tests unless stated otherwise. */
export const NOW = new Date('2026-03-01T18:00:00.000Z')

export const SECOND = 1000
export const HOUR = 3600 * SECOND
export const DAY = 24 * HOUR

/** Returns the time so many milliseconds after NOW or `from`. */
export const after = (milliseconds: number, from = NOW): Date =>
  new Date(from.getTime() + milliseconds)

const aUser = (name: string): User => ({ id: name.toLowerCase() as UserId, name })

export const sam = aUser('Sam')
export const ada = aUser('Ada')
export const ben = aUser('Ben')

/** A schedule, in milliseconds relative to NOW, with a soft close in seconds. */
export const scheduled = (
  opens = -HOUR,
  closes = HOUR,
  softCloseSeconds = SOFT_CLOSE_SECONDS.default,
): Schedule => ({ opensAt: after(opens), closesAt: after(closes), softCloseSeconds })

/** A standing; amounts are cents. */
export const ledBy = (leader: User, maximum: number, price = maximum): Standing => ({
  leader,
  maximum: money(maximum),
  price: money(price),
})

/** Sam's lot: opened an hour ago, closes in an hour, no bids. */
export function aLot(overrides: Partial<Lot> = {}): Lot {
  return {
    id: 'lot' as LotId,
    seller: sam,
    title: 'Brass sextant',
    description: 'With its case.',
    startingPrice: money(100_00),
    reservePrice: null,
    schedule: scheduled(),
    standing: null,
    bidCount: overrides.standing ? 1 : 0,
    opened: true,
    withdrawn: false,
    settled: false,
    version: 3,
    ...overrides,
  }
}

export const wallet = (available: number, held = 0): { available: Money; held: Money } => ({
  available: money(available),
  held: money(held),
})
