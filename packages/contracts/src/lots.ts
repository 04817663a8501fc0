import type * as domain from '@gavel/domain'
import { CURRENCY, DESCRIPTION_LENGTH, type LotId, TITLE_LENGTH, type UserId } from '@gavel/domain'
import { z } from 'zod'
import { operation } from './operation.ts'
import { Amount, id, Instant, InstantInput, page, pageOf, text, Total } from './shapes.ts'
import { UserView } from './users.ts'

/** A lot goes from draft to scheduled to live by the house's clock, and ends sold or unsold. */
export const LotStatus = z.enum(['draft', 'scheduled', 'live', 'sold', 'unsold', 'withdrawn'])

/** A lot at one moment. No field tells a reserve, or anybody's maximum. */
export const LotView = z.strictObject({
  id: id<LotId>(),
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  status: LotStatus,
  seller: UserView,
  currency: z.literal(CURRENCY),
  startingPrice: Amount,
  /** Null before the first bid. */
  price: Amount.nullable(),
  bidCount: z.int(),
  /** What a rival must offer at the least; null when the lot is not open to bids. At a price near
   * the largest amount it is above it, and nobody can. */
  minimumBid: Total.nullable(),
  /** Null without a reserve. */
  reserveMet: z.boolean().nullable(),
  leader: UserView.nullable(),
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
  /** Raised by every change; the ETag is `"<version>-<status>"`. */
  version: z.int(),
}) satisfies z.ZodType<domain.LotView>

/** The reserve is at least the starting price, and no answer to anybody tells it. */
export const ConsignLot = z.strictObject({
  title: text(TITLE_LENGTH),
  description: text(DESCRIPTION_LENGTH),
  startingPrice: Amount,
  reservePrice: Amount.optional(),
})

/** Any of the fields, as JSON Merge Patch (RFC 7396) has it: null takes the reserve away. */
export const EditLot = z.strictObject({
  title: text(TITLE_LENGTH).optional(),
  description: text(DESCRIPTION_LENGTH).optional(),
  startingPrice: Amount.optional(),
  reservePrice: Amount.nullable().optional(),
})

export const ScheduleLot = z.strictObject({ opensAt: InstantInput, closesAt: InstantInput })

export const LotPath = z.object({ lotId: id<LotId>() })

/** `q` is found where it stands in the title or the description, in any case. Newest first; `live` and `scheduled` by what comes next: the soonest close, or opening. */
export const ListLots = z.strictObject({
  status: LotStatus.exclude(['draft']).optional(),
  q: text({ min: 1, max: 100 }).optional(),
  seller: id<UserId>().optional(),
  ...page,
})

export const listLots = operation({
  name: 'listLots',
  method: 'GET',
  path: '/api/lots',
  who: 'all',
  query: ListLots,
  answers: { 200: pageOf(LotView) },
})

export const consignLot = operation({
  name: 'consignLot',
  method: 'POST',
  path: '/api/lots',
  who: 'user',
  keyed: true,
  body: ConsignLot,
  answers: { 201: LotView },
})

export const readLot = operation({
  name: 'readLot',
  method: 'GET',
  path: '/api/lots/{lotId}',
  who: 'all',
  params: LotPath,
  answers: { 200: LotView, 304: null },
})

export const editLot = operation({
  name: 'editLot',
  method: 'PATCH',
  path: '/api/lots/{lotId}',
  who: 'user',
  matched: true,
  params: LotPath,
  body: EditLot,
  answers: { 200: LotView },
  refusals: ['not-your-lot', 'lot-not-draft', 'stale'],
})

export const withdrawLot = operation({
  name: 'withdrawLot',
  method: 'DELETE',
  path: '/api/lots/{lotId}',
  who: 'user',
  params: LotPath,
  answers: { 204: null },
  refusals: ['not-your-lot', 'lot-has-bids', 'lot-closed'],
})

export const scheduleLot = operation({
  name: 'scheduleLot',
  method: 'PUT',
  path: '/api/lots/{lotId}/schedule',
  who: 'user',
  params: LotPath,
  body: ScheduleLot,
  answers: { 200: LotView },
  refusals: ['not-your-lot', 'lot-not-draft', 'bad-schedule'],
})
