import { whoAmI } from '@gavel/contracts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { requireUser } from '@/server/session.ts'

export const GET = handler(whoAmI, async (request) => Response.json(await requireUser(request)))

export const OPTIONS = preflight(whoAmI)
