import { readiness } from '@gavel/contracts'
import { store } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'

export const GET = handler(readiness, async () => {
  await store().ping()

  return Response.json({ status: 'ok' })
})

export const OPTIONS = preflight(readiness)
