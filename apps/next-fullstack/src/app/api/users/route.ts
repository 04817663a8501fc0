import { readBody, signUp } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { readJson } from '@/server/json.ts'
import { clientAddress, replacedSession } from '@/server/session.ts'
import { setSessionCookie } from '@/server/session-cookie.ts'

export const POST = handler(signUp, async (request) => {
  const user = readBody(signUp, await readJson(request))

  const session = await auctionHouse().signUp({
    ...user,
    replaces: replacedSession(request),
    address: clientAddress(request),
  })

  await setSessionCookie(session)
  return Response.json(session, { status: 201 })
})

export const OPTIONS = preflight(signUp)
