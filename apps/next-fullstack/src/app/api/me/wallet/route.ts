import { readWallet } from '@gavel/contracts'
import { callerOf } from '@/http/caller.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const GET = route(readWallet, async (request) => {
  const owner = await callerOf(request)

  const view = await house().readWallet({ owner })

  return Response.json(view)
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
