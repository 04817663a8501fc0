import { readParams, readRoom } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { optionalUser } from '@/server/session.ts'

export const GET = handler(
  readRoom,
  async (request, { params }: RouteContext<'/api/lots/[lotId]/room'>) => {
    const reader = await optionalUser(request)
    const { lotId } = readParams(readRoom, await params)

    const view = await auctionHouse().readRoom({ lotId, reader })

    return Response.json(view)
  },
)

export const OPTIONS = preflight(readRoom)
