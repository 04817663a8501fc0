import { clearedCookie, needToken, signOut } from '@gavel/contracts'
import { callerOf, givenToken } from '@/http/caller.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'
import { settings } from '@/settings.ts'

export const DELETE = route(signOut, async (request) => {
  await callerOf(request)
  const token = needToken(givenToken(request))

  await house().signOut(token)

  return new Response(null, { status: 204, headers: { 'Set-Cookie': clearedCookie(settings()) } })
})

export { GET, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
