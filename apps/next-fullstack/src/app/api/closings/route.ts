import { closeDueLots } from '@gavel/contracts'
import { operatorOnly } from '@/http/caller.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const POST = route(closeDueLots, async (request) => {
  operatorOnly(request)

  const closing = await house().closeDueLots()

  return Response.json(closing)
})

export { DELETE, GET, OPTIONS, PATCH, PUT } from '@/http/no-route.ts'
