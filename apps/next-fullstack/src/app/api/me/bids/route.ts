import { listMyBids } from '@gavel/contracts'
import { callerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const GET = route(listMyBids, async (request, target) => {
  const bidder = await callerOf(request)
  const input = await readInput(listMyBids, request, target)

  const page = await house().listMyBids({ ...input, bidder })

  return Response.json(page)
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
