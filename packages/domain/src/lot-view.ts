import type { LotId } from './ids.ts'
import type { Lot, LotStatus } from './lot.ts'
import { CURRENCY, type Money } from './money.ts'
import { minimumBid } from './rules/bid.ts'
import { statusOf } from './rules/lot.ts'
import { isReserveMet } from './rules/reserve.ts'
import { type User, viewUser } from './user.ts'

/** The public view of a lot at one moment. Times are ISO 8601, UTC. */
export type LotView = {
  id: LotId
  slug: string
  title: string
  description: string
  status: LotStatus
  seller: User
  currency: typeof CURRENCY
  startingPrice: Money
  price: Money | null
  bidCount: number
  minimumBid: Money | null
  reserveMet: boolean | null
  leader: User | null
  opensAt: string | null
  closesAt: string | null
  /** Null until the lot is scheduled, like `opensAt` and `closesAt`. */
  softCloseSeconds: number | null
  version: number
}

/** Converts a lot to its public view; no other code does. */
export function viewLot(lot: Lot, now: Date): LotView {
  const status = statusOf(lot, now)
  return {
    id: lot.id,
    slug: slugOf(lot.title),
    title: lot.title,
    description: lot.description,
    status,
    seller: viewUser(lot.seller),
    currency: CURRENCY,
    startingPrice: lot.startingPrice,
    price: lot.standing?.price ?? null,
    bidCount: lot.bidCount,
    minimumBid: status === 'live' ? minimumBid(lot) : null,
    reserveMet: isReserveMet(lot),
    leader: lot.standing && viewUser(lot.standing.leader),
    opensAt: lot.schedule?.opensAt.toISOString() ?? null,
    closesAt: lot.schedule?.closesAt.toISOString() ?? null,
    softCloseSeconds: lot.schedule?.softCloseSeconds ?? null,
    version: lot.version,
  }
}

/** Returns the URL slug of a title: `Façade clock, 1890` becomes `facade-clock-1890`. */
export function slugOf(title: string): string {
  const letters = title
    .normalize('NFKD')
    .replaceAll(/\p{Mark}+/gu, '')
    .toLowerCase()
  const words = letters.match(/[a-z0-9]+/g) ?? ['lot']
  return words.join('-').slice(0, 80).replace(/-$/, '')
}
