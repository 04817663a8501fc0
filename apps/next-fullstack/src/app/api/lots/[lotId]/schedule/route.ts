import { etagOf, readBody, readParams, scheduleLot } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { readJson } from '@/server/json.ts'
import { requireUser } from '@/server/session.ts'

export const PUT = handler(
  scheduleLot,
  async (request, { params }: RouteContext<'/api/lots/[lotId]/schedule'>) => {
    const caller = await requireUser(request)
    const { lotId } = readParams(scheduleLot, await params)
    const schedule = readBody(scheduleLot, await readJson(request))

    const lot = await auctionHouse().scheduleLot({ ...schedule, lotId, caller })

    return Response.json(lot, { headers: { ETag: etagOf(lot) } })
  },
)

export const OPTIONS = preflight(scheduleLot)
