import {
  joinRoom,
  readParams,
  readQuery,
  readRoom,
  RequestError,
  resumeAfter,
  watchRoom,
} from '@gavel/contracts'
import { Router } from 'express'
import { auctionHouse, live } from '../../auction-house.ts'
import { sendEventStream } from '../../live/event-stream.ts'
import { operation } from '../../middleware/operation.ts'
import { currentViewer, optionalUser, requireStreamAccess } from '../../middleware/session.ts'

/** Mounted at /api/lots. */
export const room = Router({ caseSensitive: true, strict: true })

room.get('/:lotId/room', operation(readRoom), async (req, res) => {
  const reader = await optionalUser(req, res)
  const { lotId } = readParams(readRoom, req.params)

  const view = await auctionHouse.readRoom({ lotId, reader })

  res.json(view)
})

room.get('/:lotId/events', operation(watchRoom), requireStreamAccess, async (req, res) => {
  const { lotId } = readParams(watchRoom, req.params)
  const { after } = readQuery(watchRoom, req.query)

  const subscription = await live.watch({
    ...currentViewer(req, res),
    lotId,
    after: resumeAfter(req.get('last-event-id'), after),
    by: 'sse',
  })

  await sendEventStream(req, res, subscription)
})

// TWIN(websocket): an upgrade never reaches a route. The server is ours, and `attachLive` listens on
// it next to Express; only a request without `Upgrade: websocket` arrives here.
room.get('/:lotId/live', operation(joinRoom), requireStreamAccess, (req) => {
  readParams(joinRoom, req.params)
  readQuery(joinRoom, req.query)

  throw new RequestError('upgrade-required', {})
})
