import { whoAmI } from '@gavel/contracts'
import { callerOf } from '@/http/caller.ts'
import { route } from '@/http/route.ts'

export const GET = route(whoAmI, async (request) => {
  const caller = await callerOf(request)

  return Response.json(caller)
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
