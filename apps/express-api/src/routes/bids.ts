import { listBids, listMyBids, placeBid, replayHeaders } from '@gavel/contracts'
import { callerOf, readerOf } from '../http/caller.ts'
import { gate } from '../http/gate.ts'
import { readInput } from '../http/input.ts'
import { path } from '../http/path.ts'
import { router } from '../http/router.ts'
import { house } from '../house.ts'

export const routes = router()

routes.get(path(listBids), ...gate(listBids), async (req, res) => {
  const reader = await readerOf(req, res)
  const input = readInput(listBids, req, res)

  const page = await house.listBids({ ...input, reader })

  res.json(page)
})

routes.post(path(placeBid), ...gate(placeBid), async (req, res) => {
  const bidder = callerOf(res)
  const input = readInput(placeBid, req, res)

  const placed = await house.placeBid({ ...input, bidder })

  res.status(201).set(replayHeaders(placed)).json(placed.answer)
})

routes.get(path(listMyBids), ...gate(listMyBids), async (req, res) => {
  const bidder = callerOf(res)
  const input = readInput(listMyBids, req, res)

  const page = await house.listMyBids({ ...input, bidder })

  res.json(page)
})
