import { readHouse } from '@gavel/contracts'
import { Router } from 'express'
import { auctionHouse } from '../auction-house.ts'
import { operation } from '../middleware/operation.ts'

/** Mounted at /api/house. */
export const house = Router({ caseSensitive: true, strict: true })

house.get('/', operation(readHouse), (_req, res) => {
  res.json(auctionHouse.readHouse())
})
