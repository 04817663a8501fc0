import {
  listMessages,
  postMessage,
  readBody,
  readParams,
  readQuery,
  replayHeaders,
} from '@gavel/contracts'
import { Router } from 'express'
import { auctionHouse } from '../../auction-house.ts'
import { idempotencyKey, requireIdempotencyKey } from '../../middleware/conditions.ts'
import { json } from '../../middleware/json.ts'
import { operation } from '../../middleware/operation.ts'
import { currentUser, optionalUser, requireUser } from '../../middleware/session.ts'

/** Mounted at /api/lots. */
export const messages = Router({ caseSensitive: true, strict: true })

messages.get('/:lotId/messages', operation(listMessages), async (req, res) => {
  const reader = await optionalUser(req, res)
  const { lotId } = readParams(listMessages, req.params)
  const page = readQuery(listMessages, req.query)

  const listed = await auctionHouse.listMessages({ ...page, lotId, reader })

  res.json(listed)
})

messages.post(
  '/:lotId/messages',
  operation(postMessage),
  requireUser,
  requireIdempotencyKey,
  json,
  async (req, res) => {
    const { lotId } = readParams(postMessage, req.params)
    const { text } = readBody(postMessage, req.body)

    const posted = await auctionHouse.postMessage({
      lotId,
      text,
      author: currentUser(res),
      key: idempotencyKey(res),
    })

    res.status(201).set(replayHeaders(posted)).json(posted.answer)
  },
)
