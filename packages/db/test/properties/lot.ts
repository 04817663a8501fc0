// A lot once more, in other words than the domain's. Moments are milliseconds, amounts cents.

export type Lot = { seller: string; leader: string | null } & Record<
  'startingPrice' | 'maximum' | 'bidCount' | 'version' | 'seq' | 'softClose',
  number
> &
  Record<'reservePrice' | 'opensAt' | 'closesAt' | 'price', number | null> &
  Record<'told' | 'withdrawn' | 'settled', boolean>

/** What the house answers, or refuses with its facts. */
export type Said = { [fact: string]: unknown; refused?: string }

const STEPS = { 2000000: 50000, 500000: 10000, 100000: 5000, 20000: 1000, 5000: 500, 0: 100 }

/** The next offer above an amount. */
export const above = (amount: number): number =>
  amount + (Object.entries(STEPS).findLast(([from]) => amount >= Number(from))?.[1] ?? 0)

/** The least that a bid may be. */
export const least = (lot: Lot): number =>
  lot.price === null ? lot.startingPrice : above(lot.price)
const isMet = (lot: Lot): boolean => (lot.price ?? 0) >= (lot.reservePrice ?? 0)
/** What every change does: a version more, and so many places in the log. */
export const changed = (lot: Lot, events: number) => ({
  version: lot.version + 1,
  seq: lot.seq + events,
})

export function statusOf(lot: Lot, now: number): string {
  if (lot.withdrawn) return 'withdrawn'
  if (lot.opensAt === null || lot.closesAt === null) return 'draft'
  if (now < lot.closesAt) return now < lot.opensAt ? 'scheduled' : 'live'
  return lot.leader && isMet(lot) ? 'sold' : 'unsold'
}

/** A lot as everybody sees it. */
export function view(lot: Lot, now: number): Said {
  const { startingPrice, price, leader, bidCount, opensAt, closesAt, version } = lot
  const status = statusOf(lot, now)
  const minimumBid = status === 'live' ? least(lot) : null
  const reserveMet = lot.reservePrice === null ? null : isMet(lot)
  const softCloseSeconds = opensAt === null ? null : lot.softClose
  const times = { opensAt, closesAt, softCloseSeconds }
  const shown = { startingPrice, price, leader, bidCount, ...times, version }
  return { ...shown, status, minimumBid, reserveMet }
}
