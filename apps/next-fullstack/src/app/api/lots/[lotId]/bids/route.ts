import {
  listBids,
  placeBid,
  readBody,
  readParams,
  readQuery,
  replayHeaders,
} from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { requireIdempotencyKey } from '@/server/conditions.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { readJson } from '@/server/json.ts'
import { limitBids } from '@/server/rate-limit.ts'
import { optionalUser, requireUser } from '@/server/session.ts'

export const GET = handler(
  listBids,
  async (request, { params }: RouteContext<'/api/lots/[lotId]/bids'>) => {
    const reader = await optionalUser(request)
    const { lotId } = readParams(listBids, await params)
    const page = readQuery(listBids, Object.fromEntries(request.nextUrl.searchParams))

    const listed = await auctionHouse().listBids({ ...page, lotId, reader })

    return Response.json(listed)
  },
)

export const POST = handler(
  placeBid,
  async (request, { params }: RouteContext<'/api/lots/[lotId]/bids'>) => {
    const bidder = await requireUser(request)
    await limitBids(bidder)
    const key = requireIdempotencyKey(request)
    const { lotId } = readParams(placeBid, await params)
    const { maximum } = readBody(placeBid, await readJson(request))

    const placed = await auctionHouse().placeBid({ lotId, maximum, bidder, key })

    return Response.json(placed.answer, { status: 201, headers: replayHeaders(placed) })
  },
)

export const OPTIONS = preflight(listBids, placeBid)
