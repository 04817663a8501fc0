import { readParams, readQuery, resumeAfter, watchRoom } from '@gavel/contracts'
import { live } from '@/auction-house.ts'
import { eventStream } from '@/live/event-stream.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { requireStreamAccess } from '@/server/session.ts'

export const GET = handler(
  watchRoom,
  async (request, { params }: RouteContext<'/api/lots/[lotId]/events'>) => {
    const viewer = await requireStreamAccess(request)
    const { lotId } = readParams(watchRoom, await params)
    const { after } = readQuery(watchRoom, Object.fromEntries(request.nextUrl.searchParams))

    const subscription = await live().watch({
      ...viewer,
      lotId,
      after: resumeAfter(request.headers.get('last-event-id'), after),
      by: 'sse',
    })

    return eventStream(request, subscription)
  },
)

export const OPTIONS = preflight(watchRoom)
