import { readRoom } from '@gavel/contracts'
import { readerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const GET = route(readRoom, async (request, target) => {
  const reader = await readerOf(request)
  const input = await readInput(readRoom, request, target)

  const room = await house().readRoom({ ...input, reader })

  return Response.json(room)
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
