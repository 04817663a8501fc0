import { whoAmI } from '@gavel/contracts'
import { callerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'

export const GET = route(whoAmI, async (request, context) => {
  const caller = await callerOf(request)
  await readInput(whoAmI, request, context)

  return Response.json(caller)
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/refused.ts'
