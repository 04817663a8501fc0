import { signUp } from '@gavel/contracts'
import { sessionResponse } from '@/http/answer.ts'
import { clientAddress, replacedBy } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const POST = route(signUp, async (request, target) => {
  const replaces = replacedBy(request)
  const address = clientAddress(request)
  const input = await readInput(signUp, request, target)

  const session = await house().signUp({ ...input, replaces, address })

  return sessionResponse(session)
})

export { DELETE, GET, OPTIONS, PATCH, PUT } from '@/http/no-route.ts'
