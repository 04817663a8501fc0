import { replayHeaders, withdraw } from '@gavel/contracts'
import { callerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const POST = route(withdraw, async (request, target) => {
  const owner = await callerOf(request)
  const input = await readInput(withdraw, request, target)

  const withdrawn = await house().withdraw({ ...input, owner })

  return Response.json(withdrawn.answer, { status: 201, headers: replayHeaders(withdrawn) })
})

export { DELETE, GET, OPTIONS, PATCH, PUT } from '@/http/no-route.ts'
