import {
  cachingOf,
  editLot,
  etagOf,
  isUnchanged,
  readBody,
  readLot,
  readParams,
  withdrawLot,
} from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { requireIfMatch } from '@/server/conditions.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { readJson } from '@/server/json.ts'
import { optionalUser, requireUser } from '@/server/session.ts'

export const GET = handler(
  readLot,
  async (request, { params }: RouteContext<'/api/lots/[lotId]'>) => {
    const reader = await optionalUser(request)
    const { lotId } = readParams(readLot, await params)

    const lot = await auctionHouse().readLot({ lotId, reader })

    // TWIN(etag): Next adds no ETag to a route handler's response and compares none; 304 is ours.
    const headers = { ETag: etagOf(lot), 'Cache-Control': cachingOf(lot) }
    return isUnchanged(request.headers.get('if-none-match'), headers.ETag)
      ? new Response(null, { status: 304, headers })
      : Response.json(lot, { headers })
  },
)

export const PATCH = handler(
  editLot,
  async (request, { params }: RouteContext<'/api/lots/[lotId]'>) => {
    const caller = await requireUser(request)
    const seen = requireIfMatch(request)
    const { lotId } = readParams(editLot, await params)
    const change = readBody(editLot, await readJson(request))

    const lot = await auctionHouse().editLot({ ...change, lotId, seen, caller })

    return Response.json(lot, { headers: { ETag: etagOf(lot) } })
  },
)

export const DELETE = handler(
  withdrawLot,
  async (request, { params }: RouteContext<'/api/lots/[lotId]'>) => {
    const caller = await requireUser(request)
    const { lotId } = readParams(withdrawLot, await params)

    await auctionHouse().withdrawLot({ lotId, caller })

    return new Response(null, { status: 204 })
  },
)

export const OPTIONS = preflight(readLot, editLot, withdrawLot)
