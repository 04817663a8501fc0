import { listMyBids, readQuery } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { requireUser } from '@/server/session.ts'

export const GET = handler(listMyBids, async (request) => {
  const bidder = await requireUser(request)
  const page = readQuery(listMyBids, Object.fromEntries(request.nextUrl.searchParams))

  const listed = await auctionHouse().listMyBids({ ...page, bidder })

  return Response.json(listed)
})

export const OPTIONS = preflight(listMyBids)
