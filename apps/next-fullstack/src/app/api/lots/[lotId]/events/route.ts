import { watchRoom } from '@gavel/contracts'
import { watcherOf } from '@/http/caller.ts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { streamResponse } from '@/http/stream.ts'
import { live } from '@/house.ts'

export const GET = route(watchRoom, async (request, target) => {
  const watcher = await watcherOf(request)
  const input = await readInput(watchRoom, request, target)

  const watching = await live().watch({ ...input, ...watcher, by: 'sse' })

  return streamResponse(request, watching)
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
