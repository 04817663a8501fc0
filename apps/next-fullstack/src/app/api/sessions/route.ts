import { readBody, signIn, signOutEverywhere } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { readJson } from '@/server/json.ts'
import { clientAddress, replacedSession, requireUser } from '@/server/session.ts'
import { clearSessionCookie, setSessionCookie } from '@/server/session-cookie.ts'

export const POST = handler(signIn, async (request) => {
  const credentials = readBody(signIn, await readJson(request))

  const session = await auctionHouse().signIn({
    ...credentials,
    replaces: replacedSession(request),
    address: clientAddress(request),
  })

  await setSessionCookie(session)
  return Response.json(session, { status: 201 })
})

export const DELETE = handler(signOutEverywhere, async (request) => {
  const user = await requireUser(request)

  await auctionHouse().signOutEverywhere({ user })

  await clearSessionCookie()
  return new Response(null, { status: 204 })
})

export const OPTIONS = preflight(signIn, signOutEverywhere)
