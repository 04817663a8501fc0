import { liveness } from '@gavel/contracts'
import { route } from '@/http/route.ts'

export const GET = route(liveness, async () => {
  return Response.json({ status: 'ok' })
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
