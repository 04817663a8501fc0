import { deposit, readBody, replayHeaders } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { requireIdempotencyKey } from '@/server/conditions.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { readJson } from '@/server/json.ts'
import { requireUser } from '@/server/session.ts'

export const POST = handler(deposit, async (request) => {
  const owner = await requireUser(request)
  const key = requireIdempotencyKey(request)
  const { amount } = readBody(deposit, await readJson(request))

  const deposited = await auctionHouse().deposit({ amount, owner, key })

  return Response.json(deposited.answer, { status: 201, headers: replayHeaders(deposited) })
})

export const OPTIONS = preflight(deposit)
