import { readiness } from '@gavel/contracts'
import { route } from '@/http/route.ts'
import { store } from '@/house.ts'

export const GET = route(readiness, async () => {
  await store().ping()

  return Response.json({ status: 'ok' })
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
