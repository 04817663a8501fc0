import { closeDueLots } from '@gavel/contracts'
import { Router } from 'express'
import { auctionHouse } from '../auction-house.ts'
import { operation } from '../middleware/operation.ts'
import { requireOperator } from '../middleware/session.ts'

/** Mounted at /api/closings. */
export const closings = Router({ caseSensitive: true, strict: true })

closings.post('/', operation(closeDueLots), requireOperator, async (_req, res) => {
  const closing = await auctionHouse.closeDueLots()

  res.json(closing)
})
