import { liveness } from '@gavel/contracts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'

export const GET = route(liveness, async (request, context) => {
  await readInput(liveness, request, context)

  return Response.json({ status: 'ok' })
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/refused.ts'
