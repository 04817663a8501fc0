import { changePassword } from '@gavel/contracts'
import { sessionResponse } from '@/http/answer.ts'
import { callerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const PUT = route(changePassword, async (request, target) => {
  const user = await callerOf(request)
  const input = await readInput(changePassword, request, target)

  const session = await house().changePassword({ ...input, user })

  return sessionResponse(session, 200)
})

export { DELETE, GET, OPTIONS, PATCH, POST } from '@/http/no-route.ts'
