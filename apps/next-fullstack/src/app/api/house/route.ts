import { readHouse } from '@gavel/contracts'
import { auctionHouse } from '@/auction-house.ts'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'

export const GET = handler(readHouse, async () => Response.json(auctionHouse().readHouse()))

export const OPTIONS = preflight(readHouse)
