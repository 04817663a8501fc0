import { clearedCookie, signIn, signOutEverywhere } from '@gavel/contracts'
import { sessionResponse } from '@/http/answer.ts'
import { callerOf, clientAddress, replacedBy } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'
import { settings } from '@/settings.ts'

export const POST = route(signIn, async (request, target) => {
  const replaces = replacedBy(request)
  const address = clientAddress(request)
  const input = await readInput(signIn, request, target)

  const session = await house().signIn({ ...input, replaces, address })

  return sessionResponse(session)
})

export const DELETE = route(signOutEverywhere, async (request) => {
  const user = await callerOf(request)

  await house().signOutEverywhere({ user })

  return new Response(null, { status: 204, headers: { 'Set-Cookie': clearedCookie(settings()) } })
})

export { GET, OPTIONS, PATCH, PUT } from '@/http/no-route.ts'
