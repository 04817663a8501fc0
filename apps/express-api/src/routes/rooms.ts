import { RequestError, joinRoom, readRoom, watchRoom } from '@gavel/contracts'
import { readerOf, watcherOf } from '../http/caller.ts'
import { gate } from '../http/gate.ts'
import { readInput } from '../http/input.ts'
import { path } from '../http/path.ts'
import { router } from '../http/router.ts'
import { sendStream } from '../http/stream.ts'
import { house, live } from '../house.ts'

export const routes = router()

routes.get(path(readRoom), ...gate(readRoom), async (req, res) => {
  const reader = await readerOf(req, res)
  const input = readInput(readRoom, req, res)

  const room = await house.readRoom({ ...input, reader })

  res.json(room)
})

routes.get(path(watchRoom), ...gate(watchRoom), async (req, res) => {
  const watcher = watcherOf(req, res)
  const input = readInput(watchRoom, req, res)

  const watching = await live.watch({ ...input, ...watcher, by: 'sse' })

  await sendStream(req, res, watching)
})

// TWIN(websocket): an upgrade never reaches a route. The server is ours, and `attachLive` listens on
// it beside Express; what comes here is a plain GET.
routes.get(path(joinRoom), ...gate(joinRoom), () => {
  throw new RequestError('upgrade-required', {})
})
