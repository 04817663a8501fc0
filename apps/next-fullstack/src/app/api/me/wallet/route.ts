import { readWallet } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { requireUser } from '@/server/session.ts'

export const GET = handler(readWallet, async (request) => {
  const owner = await requireUser(request)

  const view = await auctionHouse().readWallet({ owner })

  return Response.json(view)
})

export const OPTIONS = preflight(readWallet)
