import { consignLot, listLots, readBody, readQuery, replayHeaders } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { requireIdempotencyKey } from '@/server/conditions.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { readJson } from '@/server/json.ts'
import { requireUser } from '@/server/session.ts'

export const GET = handler(listLots, async (request) => {
  const filter = readQuery(listLots, Object.fromEntries(request.nextUrl.searchParams))

  const page = await auctionHouse().listLots(filter)

  return Response.json(page)
})

export const POST = handler(consignLot, async (request) => {
  const seller = await requireUser(request)
  const key = requireIdempotencyKey(request)
  const draft = readBody(consignLot, await readJson(request))

  const consigned = await auctionHouse().consignLot({ ...draft, seller, key })

  return Response.json(consigned.answer, {
    status: 201,
    headers: { Location: `/api/lots/${consigned.answer.id}`, ...replayHeaders(consigned) },
  })
})

export const OPTIONS = preflight(listLots, consignLot)
