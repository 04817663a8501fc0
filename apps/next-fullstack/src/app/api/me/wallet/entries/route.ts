import { listEntries } from '@gavel/contracts'
import { callerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const GET = route(listEntries, async (request, target) => {
  const owner = await callerOf(request)
  const input = await readInput(listEntries, request, target)

  const page = await house().listEntries({ ...input, owner })

  return Response.json(page)
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
