import type * as domain from '@gavel/domain'
import type { BidId, LotId } from '@gavel/domain'
import { z } from 'zod'
import { LotPath, LotView } from './lots.ts'
import { operation } from './operation.ts'
import { Amount, id, Instant, page, pageOf, Seq } from './shapes.ts'
import { UserView } from './users.ts'

export const PlaceBid = z.strictObject({ maximum: Amount })

/** The answer to the bidder alone. */
export const PlacedBid = z.strictObject({
  bid: z.strictObject({
    id: id<BidId>(),
    lotId: id<LotId>(),
    maximum: Amount,
    at: Instant,
    seq: Seq,
  }),
  leading: z.boolean().describe('Whether the bidder leads with it.'),
  lot: LotView,
}) satisfies z.ZodType<domain.PlacedBid>

/** A bid as everybody may see it: the price after it, never its maximum. */
export const BidView = z.strictObject({
  id: id<BidId>(),
  bidder: UserView,
  price: Amount.describe('Cents: the price of the lot after this bid.'),
  at: Instant,
  seq: Seq,
}) satisfies z.ZodType<domain.BidView>

/** The latest of one's own bids on a lot, one a lot: the only place where a maximum is told. */
export const MyBid = z.strictObject({
  lot: LotView,
  maximum: Amount,
  leading: z.boolean(),
  at: Instant,
}) satisfies z.ZodType<domain.MyBid>

export const ListBids = z.strictObject(page)

export const listBids = operation({
  name: 'listBids',
  summary: 'Lists the bids on a lot, newest first, and nobody’s maximum.',
  method: 'GET',
  path: '/api/lots/{lotId}/bids',
  who: 'all',
  params: LotPath,
  query: ListBids,
  answers: { 200: pageOf(BidView) },
})

export const placeBid = operation({
  name: 'placeBid',
  summary: 'Places a maximum bid on a live lot.',
  description:
    'The house bids on your behalf, as little as it takes to lead. The maximum must reach the ' +
    'lot’s `minimumBid`; to raise your own leading maximum, exceed it.',
  method: 'POST',
  path: '/api/lots/{lotId}/bids',
  who: 'user',
  keyed: true,
  metered: true,
  params: LotPath,
  body: PlaceBid,
  answers: { 201: PlacedBid },
  errors: [
    'too-many-requests',
    'lot-not-live',
    'own-lot',
    'bid-too-low',
    'insufficient-funds',
    'busy',
  ],
})

export const listMyBids = operation({
  name: 'listMyBids',
  summary: 'Lists the lots that the caller has bid on, with the latest maximum on each.',
  method: 'GET',
  path: '/api/me/bids',
  who: 'user',
  query: ListBids,
  answers: { 200: pageOf(MyBid) },
})
