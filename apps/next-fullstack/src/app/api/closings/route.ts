import { closeDueLots } from '@gavel/contracts'
import { keeperOnly } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const POST = route(closeDueLots, async (request, context) => {
  keeperOnly(request)
  await readInput(closeDueLots, request, context)

  const closing = await house().closeDueLots()

  return Response.json(closing)
})

export { DELETE, GET, OPTIONS, PATCH, PUT } from '@/http/refused.ts'
