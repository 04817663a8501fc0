import { listMyBids, readQuery } from '@gavel/contracts'
import { Router } from 'express'
import { auctionHouse } from '../../auction-house.ts'
import { operation } from '../../middleware/operation.ts'
import { currentUser, requireUser } from '../../middleware/session.ts'

/** Mounted at /api/me. */
export const myBids = Router({ caseSensitive: true, strict: true })

myBids.get('/bids', operation(listMyBids), requireUser, async (req, res) => {
  const page = readQuery(listMyBids, req.query)

  const listed = await auctionHouse.listMyBids({ ...page, bidder: currentUser(res) })

  res.json(listed)
})
