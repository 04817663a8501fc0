import { liveness } from '@gavel/contracts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'

export const GET = handler(liveness, async () => Response.json({ status: 'ok' }))

export const OPTIONS = preflight(liveness)
