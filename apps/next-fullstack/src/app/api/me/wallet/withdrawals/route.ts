import { withdraw, readBody, replayHeaders } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { requireIdempotencyKey } from '@/server/conditions.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { readJson } from '@/server/json.ts'
import { requireUser } from '@/server/session.ts'

export const POST = handler(withdraw, async (request) => {
  const owner = await requireUser(request)
  const key = requireIdempotencyKey(request)
  const { amount } = readBody(withdraw, await readJson(request))

  const withdrawn = await auctionHouse().withdraw({ amount, owner, key })

  return Response.json(withdrawn.answer, { status: 201, headers: replayHeaders(withdrawn) })
})

export const OPTIONS = preflight(withdraw)
