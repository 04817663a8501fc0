import { signIn } from '@gavel/contracts'
import { sessionResponse } from '@/http/answer.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const POST = route(signIn, async (request, context) => {
  const input = await readInput(signIn, request, context)

  const session = await house().signIn(input)

  return sessionResponse(session)
})

export { DELETE, GET, OPTIONS, PATCH, PUT } from '@/http/no-route.ts'
