import { listMessages, postMessage, replayHeaders } from '@gavel/contracts'
import { callerOf, readerOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const GET = route(listMessages, async (request, target) => {
  const reader = await readerOf(request)
  const input = await readInput(listMessages, request, target)

  const page = await house().listMessages({ ...input, reader })

  return Response.json(page)
})

export const POST = route(postMessage, async (request, target) => {
  const author = await callerOf(request)
  const input = await readInput(postMessage, request, target)

  const posted = await house().postMessage({ ...input, author })

  return Response.json(posted.answer, { status: 201, headers: replayHeaders(posted) })
})

export { DELETE, OPTIONS, PATCH, PUT } from '@/http/no-route.ts'
