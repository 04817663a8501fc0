import {
  listMessages,
  postMessage,
  readBody,
  readParams,
  readQuery,
  replayHeaders,
} from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { requireIdempotencyKey } from '@/server/conditions.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { readJson } from '@/server/json.ts'
import { optionalUser, requireUser } from '@/server/session.ts'

export const GET = handler(
  listMessages,
  async (request, { params }: RouteContext<'/api/lots/[lotId]/messages'>) => {
    const reader = await optionalUser(request)
    const { lotId } = readParams(listMessages, await params)
    const page = readQuery(listMessages, Object.fromEntries(request.nextUrl.searchParams))

    const listed = await auctionHouse().listMessages({ ...page, lotId, reader })

    return Response.json(listed)
  },
)

export const POST = handler(
  postMessage,
  async (request, { params }: RouteContext<'/api/lots/[lotId]/messages'>) => {
    const author = await requireUser(request)
    const key = requireIdempotencyKey(request)
    const { lotId } = readParams(postMessage, await params)
    const { text } = readBody(postMessage, await readJson(request))

    const posted = await auctionHouse().postMessage({ lotId, text, author, key })

    return Response.json(posted.answer, { status: 201, headers: replayHeaders(posted) })
  },
)

export const OPTIONS = preflight(listMessages, postMessage)
