import type * as domain from '@gavel/domain'
import {
  CURRENCY,
  DESCRIPTION_LENGTH,
  type LotId,
  SOFT_CLOSE_SECONDS,
  TITLE_LENGTH,
  type UserId,
} from '@gavel/domain'
import { z } from 'zod'
import { operation } from './operation.ts'
import { Amount, id, Instant, InstantInput, page, pageOf, text, Total } from './shapes.ts'
import { UserView } from './users.ts'

/** A lot goes from draft to scheduled to live by the house's clock, and ends sold or unsold. */
export const LotStatus = z.enum(['draft', 'scheduled', 'live', 'sold', 'unsold', 'withdrawn'])

/** The soft close in seconds: a bid in the last so many seconds moves `closesAt`. */
export const SoftCloseSeconds = z.int().min(SOFT_CLOSE_SECONDS.min).max(SOFT_CLOSE_SECONDS.max)

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
  price: Amount.nullable().describe('Cents; null before the first bid.'),
  bidCount: z.int(),
  // At a price near the largest amount it is above it, and nobody can.
  minimumBid: Total.nullable().describe('The least, in cents; null when not open to bids.'),
  reserveMet: z.boolean().nullable().describe('Null without a reserve.'),
  leader: UserView.nullable().describe('Null before the first bid.'),
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
  softCloseSeconds: SoftCloseSeconds.nullable().describe('Null until the lot is scheduled.'),
  version: z.int().describe('Raised by every change; the ETag is `"<version>-<status>"`.'),
}) satisfies z.ZodType<domain.LotView>

export const ConsignLot = z.strictObject({
  title: text(TITLE_LENGTH),
  description: text(DESCRIPTION_LENGTH),
  startingPrice: Amount,
  reservePrice: Amount.optional(),
})

export const EditLot = z.strictObject({
  title: text(TITLE_LENGTH).optional(),
  description: text(DESCRIPTION_LENGTH).optional(),
  startingPrice: Amount.optional(),
  reservePrice: Amount.nullable().optional(),
})

export const ScheduleLot = z.strictObject({
  opensAt: InstantInput,
  closesAt: InstantInput,
  softCloseSeconds: SoftCloseSeconds.optional().describe('The default of the house if not given.'),
})

export const LotPath = z.object({ lotId: id<LotId>() })

export const ListLots = z.strictObject({
  status: LotStatus.exclude(['draft']).optional(),
  q: text({ min: 1, max: 100 }).optional(),
  seller: id<UserId>().optional(),
  ...page,
})

export const listLots = operation({
  name: 'listLots',
  summary: 'Lists the lots that everybody sees.',
  description:
    '`q` is found where it stands in the title or the description, in any case. Newest first; ' +
    '`live` and `scheduled` by what comes next: the soonest close, or opening.',
  method: 'GET',
  path: '/api/lots',
  who: 'all',
  query: ListLots,
  answers: { 200: pageOf(LotView) },
})

export const consignLot = operation({
  name: 'consignLot',
  summary: 'Takes a lot in as a draft, which only its seller sees.',
  description: 'The reserve is at least the starting price, and no answer to anybody tells it.',
  method: 'POST',
  path: '/api/lots',
  who: 'user',
  keyed: true,
  body: ConsignLot,
  answers: { 201: LotView },
  headers: ['Location'],
})

export const readLot = operation({
  name: 'readLot',
  summary: 'Shows a lot.',
  method: 'GET',
  path: '/api/lots/{lotId}',
  who: 'all',
  params: LotPath,
  answers: { 200: LotView, 304: null },
  headers: ['ETag'],
})

export const editLot = operation({
  name: 'editLot',
  summary: 'Changes what a draft says.',
  description:
    'Any of the fields, as JSON Merge Patch (RFC 7396) has it: null takes the reserve away.',
  method: 'PATCH',
  path: '/api/lots/{lotId}',
  who: 'user',
  matched: true,
  params: LotPath,
  body: EditLot,
  answers: { 200: LotView },
  headers: ['ETag'],
  errors: ['not-your-lot', 'lot-not-draft', 'stale', 'busy'],
})

export const withdrawLot = operation({
  name: 'withdrawLot',
  summary: 'Takes a lot off sale while nobody has bid on it.',
  method: 'DELETE',
  path: '/api/lots/{lotId}',
  who: 'user',
  params: LotPath,
  answers: { 204: null },
  errors: ['not-your-lot', 'lot-has-bids', 'lot-closed', 'busy'],
})

export const scheduleLot = operation({
  name: 'scheduleLot',
  summary: 'Sets when a lot opens and closes.',
  description:
    'Possible until the lot opens. `softCloseSeconds` is the soft close: an accepted bid in the last ' +
    'so many seconds that changes the price or the leader moves `closesAt` to so many seconds after ' +
    'it. 0 switches it off; without it, the default of the house applies (see `readHouse`).',
  method: 'PUT',
  path: '/api/lots/{lotId}/schedule',
  who: 'user',
  params: LotPath,
  body: ScheduleLot,
  answers: { 200: LotView },
  headers: ['ETag'],
  errors: ['not-your-lot', 'lot-not-draft', 'bad-schedule', 'busy'],
})
