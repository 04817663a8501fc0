import { readiness } from '@gavel/contracts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { store } from '@/house.ts'

export const GET = route(readiness, async (request, context) => {
  await readInput(readiness, request, context)

  await store().ping()

  return Response.json({ status: 'ok' })
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/refused.ts'
