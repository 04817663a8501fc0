import { deposit, replayHeaders } from '@gavel/contracts'
import { callerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const POST = route(deposit, async (request, target) => {
  const owner = await callerOf(request)
  const input = await readInput(deposit, request, target)

  const deposited = await house().deposit({ ...input, owner })

  return Response.json(deposited.answer, { status: 201, headers: replayHeaders(deposited) })
})

export { DELETE, GET, OPTIONS, PATCH, PUT } from '@/http/no-route.ts'
