import { listBids, placeBid, replayHeaders } from '@gavel/contracts'
import { callerOf, metered, readerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const GET = route(listBids, async (request, target) => {
  const reader = await readerOf(request)
  const input = await readInput(listBids, request, target)

  const page = await house().listBids({ ...input, reader })

  return Response.json(page)
})

export const POST = route(placeBid, async (request, target) => {
  const bidder = metered(await callerOf(request))
  const input = await readInput(placeBid, request, target)

  const placed = await house().placeBid({ ...input, bidder })

  return Response.json(placed.answer, { status: 201, headers: replayHeaders(placed) })
})

export { DELETE, OPTIONS, PATCH, PUT } from '@/http/no-route.ts'
