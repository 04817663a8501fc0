import { changePassword, readBody } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { readJson } from '@/server/json.ts'
import { requireUser } from '@/server/session.ts'
import { setSessionCookie } from '@/server/session-cookie.ts'

export const PUT = handler(changePassword, async (request) => {
  const user = await requireUser(request)
  const passwords = readBody(changePassword, await readJson(request))

  const session = await auctionHouse().changePassword({ ...passwords, user })

  await setSessionCookie(session)
  return Response.json(session)
})

export const OPTIONS = preflight(changePassword)
