import { clearedCookie, signOut } from '@gavel/contracts'
import { callerOf, tokenOfCaller } from '@/http/caller.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'
import { settings } from '@/settings.ts'

export const DELETE = route(signOut, async (request) => {
  await callerOf(request)

  await house().signOut({ token: tokenOfCaller(request) })

  return new Response(null, { status: 204, headers: { 'Set-Cookie': clearedCookie(settings()) } })
})

export { GET, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
