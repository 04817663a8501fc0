import { openapi, openapiDocument } from '@gavel/contracts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'

export const GET = handler(openapi, async () => Response.json(openapiDocument))

export const OPTIONS = preflight(openapi)
