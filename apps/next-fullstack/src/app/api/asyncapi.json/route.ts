import { asyncapi, asyncapiDocument } from '@gavel/contracts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'

export const GET = handler(asyncapi, async () => Response.json(asyncapiDocument))

export const OPTIONS = preflight(asyncapi)
