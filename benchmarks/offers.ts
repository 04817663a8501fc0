import { randomUUID } from 'node:crypto'
import { type LotId, type Money, money } from '@gavel/domain'
import { type Asked, CONNECTIONS } from './load.ts'
import type { Bidder } from './house.ts'

/** Cents between two offers: more than any increment, so that each is enough while it is the highest. */
const STEP = 600_00
const FIRST = 100_00

export type Offer = { lotId: LotId; bidder: Bidder; maximum: Money; key: string }

/** Offers on lots in turn, by people in turn: on each lot every one is higher than the one before. */
export function offersOn(lots: readonly LotId[], bidders: readonly Bidder[]): () => Offer {
  let count = 0
  return () => {
    const lotId = lots[count % lots.length]
    const bidder = bidders[count % bidders.length]
    if (!lotId || !bidder) throw new Error('There is nothing to bid on, or nobody to bid')
    const maximum = money(FIRST + STEP * Math.floor(count / lots.length))
    count += 1
    return { lotId, bidder, maximum, key: randomUUID() }
  }
}

/** The request that an offer is over HTTP. */
export const requestOf = ({ lotId, bidder, maximum, key }: Offer) => ({
  method: 'POST' as const,
  path: `/api/lots/${lotId}/bids`,
  headers: {
    Authorization: `Bearer ${bidder.token}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': key,
  },
  body: JSON.stringify({ maximum }),
})

/**
 * Each request that a connection sends is the next offer; but first it reads. Connections come up in
 * any order, and offers that were made before would arrive in that.
 */
export function asked(next: () => Offer, first: LotId | undefined): Asked {
  let opened = 0
  return [
    {
      setupRequest(request) {
        opened += 1
        const isFirst = opened <= CONNECTIONS
        return { ...request, ...(isFirst ? { path: `/api/lots/${first}` } : requestOf(next())) }
      },
    },
  ]
}
