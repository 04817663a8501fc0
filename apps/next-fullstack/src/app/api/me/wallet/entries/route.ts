import { listEntries, readQuery } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { requireUser } from '@/server/session.ts'

export const GET = handler(listEntries, async (request) => {
  const owner = await requireUser(request)
  const page = readQuery(listEntries, Object.fromEntries(request.nextUrl.searchParams))

  const listed = await auctionHouse().listEntries({ ...page, owner })

  return Response.json(listed)
})

export const OPTIONS = preflight(listEntries)
