import type { LotId } from './ids.ts'
import type { Lot, LotStatus } from './lot.ts'
import { CURRENCY, type Money } from './money.ts'
import { minimumBid } from './rules/bid-must-reach-the-minimum.ts'
import { isReserveMet } from './rules/reserve-lifts-the-price.ts'
import { statusOf } from './rules/status-follows-the-clock.ts'
import { type User, viewUser } from './user.ts'

/** A lot as everybody may see it, at one moment of the house's clock. Times are ISO 8601, UTC. */
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
  version: number
}

/** Shows a lot: the only way from what the house keeps to what it tells. */
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
    version: lot.version,
  }
}

/** A title as it stands in an address: `Façade clock, 1890` becomes `facade-clock-1890`. */
export function slugOf(title: string): string {
  const letters = title
    .normalize('NFKD')
    .replaceAll(/\p{Mark}+/gu, '')
    .toLowerCase()
  const words = letters.match(/[a-z0-9]+/g) ?? ['lot']
  return words.join('-').slice(0, 80).replace(/-$/, '')
}
