import { closeDueLots } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { requireOperator } from '@/server/session.ts'

export const POST = handler(closeDueLots, async (request) => {
  requireOperator(request)

  const closing = await auctionHouse().closeDueLots()

  return Response.json(closing)
})

export const OPTIONS = preflight(closeDueLots)
