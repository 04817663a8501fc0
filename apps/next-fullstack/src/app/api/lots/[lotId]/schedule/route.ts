import { etagOf, scheduleLot } from '@gavel/contracts'
import { callerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const PUT = route(scheduleLot, async (request, target) => {
  const caller = await callerOf(request)
  const input = await readInput(scheduleLot, request, target)

  const lot = await house().scheduleLot({ ...input, caller })

  return Response.json(lot, { headers: { ETag: etagOf(lot) } })
})

export { DELETE, GET, OPTIONS, PATCH, POST } from '@/http/no-route.ts'
