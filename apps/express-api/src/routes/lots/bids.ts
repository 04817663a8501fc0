import {
  listBids,
  placeBid,
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
import { limitBids } from '../../middleware/rate-limit.ts'
import { currentUser, optionalUser, requireUser } from '../../middleware/session.ts'

/** Mounted at /api/lots. */
export const bids = Router({ caseSensitive: true, strict: true })

bids.get('/:lotId/bids', operation(listBids), async (req, res) => {
  const reader = await optionalUser(req, res)
  const { lotId } = readParams(listBids, req.params)
  const page = readQuery(listBids, req.query)

  const listed = await auctionHouse.listBids({ ...page, lotId, reader })

  res.json(listed)
})

bids.post(
  '/:lotId/bids',
  operation(placeBid),
  requireUser,
  limitBids,
  requireIdempotencyKey,
  json,
  async (req, res) => {
    const { lotId } = readParams(placeBid, req.params)
    const { maximum } = readBody(placeBid, req.body)

    const placed = await auctionHouse.placeBid({
      lotId,
      maximum,
      bidder: currentUser(res),
      key: idempotencyKey(res),
    })

    res.status(201).set(replayHeaders(placed)).json(placed.answer)
  },
)
