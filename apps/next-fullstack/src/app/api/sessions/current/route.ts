import { requireToken, signOut } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { currentToken, requireUser } from '@/server/session.ts'
import { clearSessionCookie } from '@/server/session-cookie.ts'

export const DELETE = handler(signOut, async (request) => {
  await requireUser(request)

  await auctionHouse().signOut(requireToken(currentToken(request)))

  await clearSessionCookie()
  return new Response(null, { status: 204 })
})

export const OPTIONS = preflight(signOut)
