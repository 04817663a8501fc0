import { RequestError, joinRoom } from '@gavel/contracts'
import { watcherOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { hasWebSocket } from '@/house.ts'

// TWIN(websocket): Next has no WebSocket in route handlers. The custom server of this app, server.ts,
// attaches the very function that Express attaches; what comes here is a plain GET on either.
export const GET = route(joinRoom, async (request, target) => {
  await watcherOf(request)
  await readInput(joinRoom, request, target)

  throw new RequestError(hasWebSocket() ? 'upgrade-required' : 'no-websocket', {})
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
