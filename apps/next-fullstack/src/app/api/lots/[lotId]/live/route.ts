import { joinRoom, readParams, readQuery, RequestError } from '@gavel/contracts'
import { hasWebSocket } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'
import { requireStreamAccess } from '@/server/session.ts'

// TWIN(websocket): route handlers cannot upgrade a connection. The custom server of this app,
// server.ts, attaches `attachLive` as Express does; only other requests arrive here.
export const GET = handler(
  joinRoom,
  async (request, { params }: RouteContext<'/api/lots/[lotId]/live'>) => {
    await requireStreamAccess(request)
    readParams(joinRoom, await params)
    readQuery(joinRoom, Object.fromEntries(request.nextUrl.searchParams))

    throw new RequestError(hasWebSocket() ? 'upgrade-required' : 'no-websocket', {})
  },
)

export const OPTIONS = preflight(joinRoom)
